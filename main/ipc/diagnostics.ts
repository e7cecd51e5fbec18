import { AppError } from '../../contract/errors.ts'
import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function diagnosticsCalls({ host }: Backstage) {
  /** What the user has read is what is saved, whatever happened since. */
  let collected: string | null = null
  return {
    'diagnostics.collect': async () => {
      collected = await host.diagnostics()
      return { text: collected }
    },
    'diagnostics.save': async () => {
      if (collected === null) throw new AppError('BAD_INPUT', { detail: 'nothing was collected' })
      return { isSaved: await host.saveText('meetkeep-diagnostics.txt', collected) }
    },
  } satisfies Partial<Handlers>
}
