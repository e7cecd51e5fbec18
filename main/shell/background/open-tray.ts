import { app, Menu, Tray } from 'electron'
import type { Language } from '../../../i18n/languages.ts'
import { isOpenable } from '../../downloads/openable.ts'
import type { DesktopApi } from '../../ipc/handler-context.ts'
import type { Send } from '../../ipc/registrar.ts'
import { pathOfSaved } from '../../library/open-saved.ts'
import type { Log, SettingsAccess } from '../../interfaces.ts'
import type { Services } from '../../services.ts'
import type { MainWindow } from '../main-window.ts'
import type { RecentInput } from '../recent-input.ts'
import type { RecentFiles } from './recent-files.ts'
import type { RuleSource } from './rule-source.ts'
import { showTray, type TrayIcon, trayImage } from './tray.ts'
import type { TrayAction } from './tray-menu.ts'
import { batchMembers, trayStateOf } from './tray-state.ts'

/** Shows the tray icon, and carries out what is chosen in its menu. */
export function openTray(deps: {
  services: Pick<Services, 'downloads'>
  rules: RuleSource
  recent: RecentFiles
  host: Pick<DesktopApi, 'open' | 'reveal'>
  settings: Pick<SettingsAccess, 'onChange'>
  window: MainWindow
  input: Pick<RecentInput, 'note'>
  /** Sends an event to the page, once it listens. */
  tell: Send
  readScreen: () => void
  /** Path of a file beside the built main bundle. */
  built: (path: string) => string
  language: () => Language
  log: Log
}): TrayIcon {
  const { services, rules, recent, host, settings, window, input, tell, readScreen, built, language, log } =
    deps
  const { downloads } = services
  const { platform } = process
  let members: ReadonlySet<string> = new Set()

  const show = (): void => {
    // The tray is not part of the page, which would not report this input.
    input.note()
    window.show()
  }
  const openFile = async (id: string): Promise<void> => {
    const entry = recent.byId(id)
    if (entry === null) return
    const path = await pathOfSaved(entry)
    if (isOpenable(path)) await host.open(path)
    else host.reveal(path)
  }
  const showLibrary = (): void => {
    show()
    tell('command', 'go.library')
  }
  const does: Record<TrayAction, () => void | Promise<void>> = {
    pauseAll: () => downloads.pause('all'),
    resumeAll: () => downloads.resume('all'),
    runRules: () => {
      for (const { id, isOn } of rules.list().rules) if (isOn) rules.act(id, 'run')
    },
    readCode() {
      input.note()
      readScreen()
    },
    openLibrary: showLibrary,
    open: show,
    quit: () => app.quit(),
  }
  const tray = showTray({
    ...{ Tray, Menu, platform, language, log },
    image: built(`./${trayImage(platform)}`),
    state: () => {
      const list = downloads.list()
      members = batchMembers(members, list)
      return trayStateOf(list, members, rules.list(), recent.list())
    },
    onAction: (action) => {
      Promise.resolve(does[action]()).catch((error: unknown) =>
        log.warn('the tray could not do what was chosen', { action, detail: String(error) }),
      )
    },
    onFile: (id) => {
      openFile(id).catch((error: unknown) => {
        // The library says what became of it.
        log.info('a saved file could not be opened from the tray', { detail: String(error) })
        showLibrary()
      })
    },
  })
  for (const { onChange } of [downloads, rules, recent, settings]) onChange(tray.refresh)
  return tray
}
