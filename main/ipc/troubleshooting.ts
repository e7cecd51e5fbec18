import { AppError } from '../../contract/errors.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Handlers of the doctor and the diagnostics. */
export function troubleshootingCalls({ services, settings, host }: HandlerContext) {
  /** Saves exactly the text the user reviewed, without collecting again. */
  let collected: string | null = null
  return {
    'doctor.examine': () => services.doctor.examine({ folder: settings.get().folder }),
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
