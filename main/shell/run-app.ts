import { join } from 'node:path'
import { app, dialog, ipcMain, powerMonitor, protocol, safeStorage, session, shell } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import { limitsFromSettings } from '../downloads/limits-from-settings.ts'
import { allHandlers } from '../ipc/handlers.ts'
import { createSend, registerCalls } from '../ipc/registrar.ts'
import { forwardServiceEvents } from '../ipc/forward-service-events.ts'
import type { Log } from '../interfaces.ts'
import type { DemoAddress } from '../service-deps.ts'
import { createServices } from '../services.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { collectDiagnostics } from './collect-diagnostics.ts'
import { createArchiveNotifications } from './background/archive-notifications.ts'
import { AT_LOGIN } from './background/autostart-entry.ts'
import { createLoginItems, isStartedAtLogin } from './background/login-item.ts'
import { openTray } from './background/open-tray.ts'
import { createRecentFiles } from './background/recent-files.ts'
import { trayImage } from './background/tray.ts'
import { createConsent } from './consent.ts'
import { startDemoFor } from './demo.ts'
import { handleQuit } from './handle-quit.ts'
import type { MainFailures } from './failures/main-failures.ts'
import { watchPage } from './failures/page-failures.ts'
import { startFailed } from './failures/start-failure.ts'
import { syncSettings } from './sync-settings.ts'
import { createEventBuffer } from './event-buffer.ts'
import type { StartKind } from './home.ts'
import { createDesktopApi } from './desktop-api.ts'
import type { ArrivingLinks } from './links/arriving-links.ts'
import { createLinkSchemes } from './links/link-schemes.ts'
import { openLinks } from './links/open-links.ts'
import { limitBoxes } from './limit-boxes.ts'
import { limitOpenings } from './limit-openings.ts'
import { createMainWindow } from './main-window.ts'
import { quitWithLastWindow } from './quit.ts'
import { watchInput } from './recent-input.ts'
import { openScreen } from './screen/open-screen.ts'
import { clearPageStorage } from './security/page-storage.ts'
import { limitPermissions } from './security/permissions.ts'
import { serveSchemes } from './security/schemes.ts'
import { createSecretStore } from './security/secrets.ts'
import { isTrustedSender } from './security/trusted-sender.ts'
import { createSelfTest } from '../self-test/self-test.ts'
import { systemRoutes } from './system-routes.ts'
import { trashItem } from './trash-item.ts'
import { openUpdates } from './updates.ts'
import { createNotify, showBackgroundActivity } from './background-activity.ts'

export interface RunOptions {
  kind: StartKind
  /** State folder. */
  home: string
  settings: SettingsStore
  log: Log
  logFile: string
  failures: MainFailures
  links: ArrivingLinks
  isSandboxed: boolean
  /** Path of a file beside the built main bundle. */
  built: (path: string) => string
  transferWorker: URL
  language: () => Language
  /** BCP 47. */
  systemLocale: () => string
  startDemo: (options: { port: number }) => Promise<DemoAddress>
}

/**
 * Opens the app once Electron is ready. Nothing here blocks the window: a keychain, D-Bus or a proxy script
 * may never answer.
 */
export function runApp(options: RunOptions): void {
  const { kind, home, settings, log, logFile, failures, links, isSandboxed, built, transferWorker } = options
  const { language, systemLocale, startDemo } = options

  const [icon, dragIcon] = [built('./icon.png'), built('./drag-icon.png')]
  const trash = (path: string): Promise<void> => trashItem(shell, path)

  // The window, and events for its page, buffered until it listens.
  const window = createMainWindow({
    preload: built('../preload/index.cjs'),
    icon,
    place: settings.window,
    isHidden: kind === 'self-test',
    log,
  })
  const send = createSend(() => window.current()?.webContents ?? null, log)
  const page = createEventBuffer(send)
  const pageWatch = watchPage({ app, dialog, log, language, onStart: () => page.pause() })
  window.onOpened(pageWatch.watch)

  // State and services.
  const secrets = createSecretStore({
    file: join(home, 'secrets.json'),
    keychain: safeStorage,
    platform: process.platform,
    log,
    onQuarantined: (path) => page.send('notice', { kind: 'state-quarantined', subject: path }),
  })
  const services = createServices({
    home,
    settings,
    secrets,
    log,
    transfers: transferWorker,
    limits: () => limitsFromSettings(settings.get()),
    keepsQueue: true,
    language,
    systemRoutes: systemRoutes(session.defaultSession),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    trash,
    startDemo: () => startDemoFor(home, startDemo),
  })
  const input = watchInput(window)
  const showBox = limitBoxes(input)
  const checkOpening = limitOpenings()
  const askConsent = createConsent({ dialog, window: window.current, language, limit: showBox })
  const { rules } = services
  const ending = handleQuit({ services, rules, settings, language, log, window })
  window.onOpened(ending.watch)

  // Security: what the page may do.
  serveSchemes(protocol, { pages: built('../renderer'), library: services.library })
  limitPermissions(session.defaultSession)
  void clearPageStorage(session.defaultSession, log)

  // Wiring between page and services.
  syncSettings(settings, systemLocale, (name) => {
    // A menu is not part of the page, which would not report this input.
    input.note()
    window.show()
    send('command', name)
  })
  const host = createDesktopApi({
    app,
    dialog,
    shell,
    settings,
    systemLocale,
    licensesFile: built('../licenses.json'),
    dragIcon,
    diagnostics: collectDiagnostics({ app, settings, secrets, services, logFile, systemLocale }),
    window: window.current,
    showBox,
    checkOpening,
    input,
    // The page listens by the time it calls `app.info`.
    onAsked: () => {
      pageWatch.answered()
      setImmediate(page.flush)
    },
  })
  const screen = openScreen({ settings, window, tell: page.send, input, askConsent, checkOpening })
  const updates = openUpdates({
    app,
    packageJson: built('../../package.json'),
    settings,
    secrets,
    quit: ending,
    log,
  })
  forwardServiceEvents({ send, tell: page.send, settings, services, updates })
  const start = async (): Promise<void> => {
    await services.start()
    if (kind === 'demo' && services.session.state().account === null) await services.tryDemo()
  }
  const started = start().catch((error: unknown) => page.send('notice', startFailed(error, language(), log)))
  // Files may be deleted or moved while another program has the focus.
  void started.then(services.library.look)
  window.onOpened((opened) => void opened.on('focus', services.library.look))
  const loginItems = createLoginItems({
    ...{ app, platform: process.platform, program: process.execPath },
    appImage: process.env['APPIMAGE'] ?? null,
  })
  const selfTest = createSelfTest({
    app,
    home,
    window,
    services,
    secrets,
    transferWorker,
    isSandboxed,
    trash,
    icons: [icon, dragIcon],
    trayIcon: built(`./${trayImage(process.platform)}`),
    loginItems,
    sendTask: (task) => page.send('selfTest.asked', task),
  })
  registerCalls({
    ipcMain,
    handlers: allHandlers({
      services,
      settings,
      secrets,
      host,
      links: createLinkSchemes({ app, settings }),
      screen,
      loginItems,
      askConsent,
      selfTest,
      whenStarted: () => started,
      log,
      updates,
    }),
    isTrusted: (event) => isTrustedSender(event, window.current()),
    log,
  })

  // Open. At login without a window, unless a link was clicked at once.
  if (!isStartedAtLogin(app, process.platform, process.argv)) window.show()
  const notify = createNotify({ settings, window, log })
  showBackgroundActivity({ services, notify, window, language, send })
  failures.setNotifier((notice) => page.send('notice', notice))
  if (!isSandboxed && settings.isFirstTime('no-sandbox'))
    page.send('notice', { kind: 'no-sandbox', subject: '' })
  if (kind === 'self-test') return void started.then(selfTest.run)
  updates.start()
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(AT_LOGIN)) window.show()
  })
  const recent = createRecentFiles(services.library)
  openTray({
    ...{ services, rules, recent, host, settings, window, input, tell: page.send, built, language, log },
    readScreen: screen.readNow,
  })
  const archive = createArchiveNotifications({
    ...{ home, services, rules, recent, settings, language, notify, log },
    open: (command) => {
      // A notification is not part of the page, which would not report this input.
      input.note()
      window.show()
      page.send('command', command)
    },
    onQuarantined: (path) => page.send('notice', { kind: 'state-quarantined', subject: path }),
  })
  void started.then(recent.read).then(archive.start)
  openLinks({ links, settings, show: window.show, tell: page.send })
  app.on('activate', window.show)
  quitWithLastWindow(app, process.platform)
}
