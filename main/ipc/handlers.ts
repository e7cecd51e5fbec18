import { accountCalls } from './account.ts'
import { appCalls } from './app.ts'
import { certificatesCalls } from './certificates.ts'
import { diagnosticsCalls } from './diagnostics.ts'
import { doctorCalls } from './doctor.ts'
import { downloadsCalls } from './downloads.ts'
import type { Backstage } from './host.ts'
import { linksCalls } from './links.ts'
import { meetingsCalls } from './meetings.ts'
import { minutesCalls } from './minutes.ts'
import { programsCalls } from './programs.ts'
import { recordingsCalls } from './recordings.ts'
import type { Handlers } from './registrar.ts'
import { screenCalls } from './screen.ts'
import { settingsCalls } from './settings.ts'
import { watchingCalls } from './watching.ts'
import { updatesCalls } from './updates.ts'

/** Every call of the contract; one that nobody handles does not compile. */
export function allHandlers(backstage: Backstage): Handlers {
  return {
    ...appCalls(backstage),
    ...doctorCalls(backstage),
    ...diagnosticsCalls(backstage),
    ...accountCalls(backstage),
    ...settingsCalls(backstage),
    ...certificatesCalls(backstage),
    ...recordingsCalls(backstage),
    ...downloadsCalls(backstage),
    ...minutesCalls(backstage),
    ...linksCalls(backstage),
    ...programsCalls(backstage),
    ...updatesCalls(backstage),
    ...meetingsCalls(backstage),
    ...screenCalls(backstage),
    ...watchingCalls(backstage),
  }
}
