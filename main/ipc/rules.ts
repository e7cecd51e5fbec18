import { AppError } from '../../contract/errors.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** WIP: replaced by the handlers of main/rules. */
export function ruleCalls(_context: HandlerContext) {
  const none = (): never => {
    throw new AppError('INTERNAL', { detail: 'not there yet' })
  }
  return {
    'rules.list': () => ({ rules: [], states: [] }),
    'rules.save': none,
    'rules.remove': none,
    'rules.act': none,
    'rules.dryRun': none,
    'rules.cancelDryRun': none,
    'rules.chooseFolder': none,
    'rules.saveReport': none,
  } satisfies Partial<Handlers>
}
