import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, protocol, session } from 'electron'
import { type Language, resolveLanguage } from '../i18n/languages.ts'
import { loadAllTexts } from '../i18n/texts.ts'
import { createLog } from './log/log-file.ts'
import { showFatalBox } from './shell/failures/fatal-box.ts'
import { catchMainFailures } from './shell/failures/main-failures.ts'
import { prepareHome } from './shell/home.ts'
import { claimIdentity } from './shell/identity.ts'
import { takeLinks } from './shell/links/arriving-links.ts'
import { readArguments } from './shell/links/start-arguments.ts'
import { runApp } from './shell/run-app.ts'
import { refuseDebugging } from './shell/security/debugging.ts'
import { limitRequests } from './shell/security/request-limits.ts'
import { enableSandbox } from './shell/security/sandbox.ts'
import { registerSchemes } from './shell/security/schemes.ts'
import { limitWebContents } from './shell/security/web-contents-limits.ts'
import { systemLocaleOf } from './shell/system-locale.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'

// Start order of what must run before Electron is ready. The rest is in shell/run-app.ts.
const { kind, link } = readArguments(process.argv)
const transferWorker = new URL('./transfer-worker.js', import.meta.url)
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// First, so that any later failure can be reported. Electron is ready only after this module is evaluated
// (Electron: "ES Modules").
await loadAllTexts()
claimIdentity(app, process.platform)
const isSandboxed = enableSandbox(app, process.platform)
refuseDebugging(app)
registerSchemes(protocol)
const home = prepareHome({ app, kind })
const logFile = join(home.folder, 'logs', 'meetkeep.log')
const log = createLog(logFile)
const systemLocale = (): string => systemLocaleOf(app)
/** null until this instance has the single-instance lock: opening it may quarantine a damaged file. */
let settings: SettingsStore | null = null
const language = (): Language => resolveLanguage(settings?.get().language ?? 'system', systemLocale())
// A self-test has no user to close a dialog box.
const fatal = kind === 'self-test' ? { showErrorBox: (...text: string[]) => console.error(...text) } : dialog
const failures = catchMainFailures({ process, app, dialog: fatal, log, logFile, language })
limitWebContents(app)
limitRequests(app, () => session.defaultSession)
const links = takeLinks(app, link)

// Not awaited: Electron is ready only after this module is evaluated (Electron: "ES Modules").
if (home.problem !== null) void showFatalBox({ app, dialog: fatal, ...home.problem }).then(() => app.exit(1))
else if (app.requestSingleInstanceLock({ link })) void app.whenReady().then(open)
else app.quit()

function open(): void {
  settings = openSettings(home.folder, log)
  runApp({
    ...{
      kind,
      home: home.folder,
      settings,
      log,
      logFile,
      failures,
      links,
      isSandboxed,
      built,
      transferWorker,
    },
    language,
    systemLocale,
    startDemo: async (options) => (await import('../demo/service.ts')).startDemo(options),
  })
}
