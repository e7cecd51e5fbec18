import { accountCalls } from './account.ts'
import { appCalls } from './app.ts'
import { desktopCalls } from './desktop.ts'
import { downloadsCalls } from './downloads.ts'
import type { HandlerContext } from './handler-context.ts'
import { listCalls } from './lists.ts'
import { lookupCalls } from './lookups.ts'
import { minutesCalls } from './minutes.ts'
import { recordingsCalls } from './recordings.ts'
import type { Handlers } from './registrar.ts'
import { ruleCalls } from './rules.ts'
import { certificateCalls, settingsCalls } from './settings.ts'
import { troubleshootingCalls } from './troubleshooting.ts'
import { updatesCalls } from './updates.ts'
import { libraryCalls } from './library.ts'

/** Handlers of all calls in the contract; a missing one does not compile. */
export function allHandlers(context: HandlerContext): Handlers {
  return {
    ...appCalls(context),
    ...desktopCalls(context),
    ...troubleshootingCalls(context),
    ...accountCalls(context),
    ...settingsCalls(context),
    ...certificateCalls(context),
    ...recordingsCalls(context),
    ...downloadsCalls(context),
    ...minutesCalls(context),
    ...listCalls(context),
    ...lookupCalls(context),
    ...updatesCalls(context),
    ...libraryCalls(context),
    ...ruleCalls(context),
  }
}
