import { AppError } from '../../contract/errors.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function updatesCalls({ host, updates }: HandlerContext) {
  return {
    'updates.get': () => updates.state(),
    'updates.check': () => updates.check(),
    'updates.download': () => updates.download(),
    'updates.restart': () => updates.restart(),
    'updates.openPage': async () => {
      if (updates.page === null)
        throw new AppError('NOT_FOUND', { detail: 'this build has no download page' })
      await host.openExternal(updates.page)
    },
  } satisfies Partial<Handlers>
}
