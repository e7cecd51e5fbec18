import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { app, dialog, ipcMain, protocol, safeStorage, session, shell } from 'electron'
import { allHandlers } from './ipc/handlers.ts'
import { createSend, registerCalls } from './ipc/registrar.ts'
import { sendChanges } from './ipc/send-changes.ts'
import { isTrustedSender } from './shell/security/trusted-sender.ts'
import { usualLimits } from './downloads/usual-limits.ts'
import { createLog } from './log/log-file.ts'
import { createServices } from './services.ts'
import { collectDiagnostics } from './shell/collect-diagnostics.ts'
import { startDemoFor } from './shell/demo.ts'
import { endInOrder } from './shell/end-in-order.ts'
import { catchMainFailures } from './shell/failures/main-failures.ts'
import { followPage } from './shell/failures/page-failures.ts'
import { startFailed } from './shell/failures/start-failure.ts'
import { followSettings } from './shell/follow-settings.ts'
import { holdForPage } from './shell/hold-for-page.ts'
import { prepareHome } from './shell/home.ts'
import { createHost } from './shell/host.ts'
import { type Language, languageOf, systemLocaleOf } from './shell/language.ts'
import { takeLinks } from './shell/links/arriving-links.ts'
import { createLinkSchemes } from './shell/links/link-schemes.ts'
import { openLinks } from './shell/links/open-links.ts'
import { readArguments } from './shell/links/start-arguments.ts'
import { createMainWindow } from './shell/main-window.ts'
import { refuseDebugging } from './shell/security/debugging.ts'
import { limitPermissions } from './shell/security/permissions.ts'
import { quitWithLastWindow } from './shell/quit.ts'
import { registerSchemes, serveSchemes } from './shell/security/schemes.ts'
import { createSecretStore } from './shell/security/secrets.ts'
import { openScreen } from './shell/screen/open-screen.ts'
import { systemWays } from './shell/system-ways.ts'
import { openUpdates } from './shell/updates.ts'
import { keepWorkInSight } from './shell/work-in-sight.ts'
import { limitWebContents } from './shell/security/web-contents-limits.ts'
import { openSettings } from './stores/settings.ts'

// The order of start. First what must be said before Electron is ready.
const { isDemo, link } = readArguments(process.argv)
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

app.enableSandbox()
refuseDebugging(app)
registerSchemes(protocol)
const home = prepareHome({ app, dialog, isDemo })
const logFile = join(home, 'logs', 'meetkeep.log')
const log = createLog(logFile)
const systemLocale = (): string => systemLocaleOf(app)
let language = (): Language => languageOf('system', systemLocale())
const failures = catchMainFailures({ process, app, dialog, log, logFile, language: () => language() })
limitWebContents(app)
const links = takeLinks(app, link)

// Not awaited here: Electron is ready only once this module has been evaluated (Electron: "ES Modules").
if (app.requestSingleInstanceLock({ link })) void app.whenReady().then(run)
else app.quit()

async function run(): Promise<void> {
  // State and services.
  const settings = openSettings(home, log)
  language = () => languageOf(settings.get().language, systemLocale())
  const secrets = await createSecretStore({
    file: join(home, 'secrets.json'),
    keychain: safeStorage,
    platform: process.platform,
    log,
  })
  const services = createServices({
    home,
    settings,
    secrets,
    log,
    transferWorker: new URL('./transfer-worker.js', import.meta.url),
    limits: () => usualLimits(settings.get()),
    keepsQueue: true,
    language,
    systemWays: systemWays(session.defaultSession),
    startDemo: async () => startDemoFor(home, (await import('../demo/service.ts')).startDemo),
  })
  const onClose = endInOrder({ services, settings, language, log, window: () => window })

  // The page and what it may do.
  const window = createMainWindow({
    preload: built('../preload/index.cjs'),
    place: settings.window,
    follow: followPage({ app, dialog, log, language, onStart: () => page.hold() }),
    onClose,
  })
  serveSchemes(protocol, { pages: built('../renderer'), library: services.library })
  limitPermissions(session.defaultSession)

  // What page and services say to each other.
  const send = createSend(() => window.current()?.webContents ?? null, log)
  followSettings(settings, systemLocale, (name) => {
    window.show()
    send('command', name)
  })
  const page = holdForPage(send)
  const host = createHost({
    app,
    dialog,
    shell,
    settings,
    secrets,
    systemLocale,
    licensesFile: built('../licenses.json'),
    diagnostics: collectDiagnostics({ app, settings, secrets, services, logFile, systemLocale }),
    window: window.current,
    // The page listens by the time it asks who we are.
    onAsked: () => setImmediate(page.release),
  })
  const updates = openUpdates({ app, packageJson: built('../../package.json'), settings, secrets, log })
  registerCalls({
    ipcMain,
    handlers: allHandlers({
      services,
      settings,
      secrets,
      host,
      links: createLinkSchemes({ app, settings }),
      screen: openScreen({ settings, window, tell: page.tell }),
      log,
      updates,
    }),
    isTrusted: (event) => isTrustedSender(event, window.current()),
    log,
  })
  sendChanges({ send, tell: page.tell, settings, secrets, services, updates })
  keepWorkInSight({ services, settings, window, language, send })

  // Open.
  const start = async (): Promise<void> => {
    await services.start()
    if (isDemo && services.session.state().account === null) await services.tryDemo()
  }
  const started = start().catch((error: unknown) => page.tell('notice', startFailed(error, language(), log)))
  // A remembered session is there at once as a rule; the welcome page should not flash by before it.
  await Promise.race([started, delay(1000)])
  window.show()
  failures.tellTo((notice) => page.tell('notice', notice))
  updates.start()
  app.on('second-instance', window.show)
  openLinks({ links, settings, show: window.show, tell: page.tell })
  app.on('activate', window.show)
  quitWithLastWindow(app, process.platform)
}
