import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App, BrowserWindow, Dialog, Shell } from 'electron'
import type { CallOutput } from '../../contract/ipc.ts'
import { type Language, resolveLanguage } from '../../i18n/languages.ts'
import { toDiskError } from '../files/disk-error.ts'
import type { DesktopApi } from '../ipc/handler-context.ts'
import type { SettingsAccess } from '../interfaces.ts'
import {
  chooseCaFile,
  chooseFileToSave,
  chooseFolder,
  chooseMovedFiles,
  chooseSavedFolder,
} from './dialogs.ts'
import type { ShowLimitedBox } from './limit-boxes.ts'
import type { RecentInput } from './recent-input.ts'
import { openExternal } from './security/external.ts'
import { openPath } from './open-path.ts'

/** Implements {@link DesktopApi} with Electron. */
export function createDesktopApi(options: {
  app: Pick<App, 'getVersion' | 'getPath'>
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  shell: Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>
  settings: SettingsAccess
  systemLocale: () => string
  licensesFile: string
  /** Path of a PNG, shown below the pointer. */
  dragIcon: string
  diagnostics: () => Promise<string>
  window: () => BrowserWindow | null
  showBox: ShowLimitedBox
  /** Throws when the page has had too much opened (limit-openings.ts). */
  checkOpening: () => void
  input: Pick<RecentInput, 'takePress'>
  /** Called when the page requests the app info, by when it listens for events. */
  onAsked: () => void
}): DesktopApi {
  const { app, dialog, shell, settings, systemLocale, licensesFile, dragIcon, diagnostics, window } = options
  const { showBox, checkOpening, input, onAsked } = options
  const language = (): Language => resolveLanguage(settings.get().language, systemLocale())
  const choosePath = (name: string) =>
    showBox('save', null, () =>
      chooseFileToSave(dialog, window(), language(), join(app.getPath('downloads'), name)),
    )
  return {
    info() {
      onAsked()
      return {
        version: app.getVersion(),
        platform: process.platform,
        systemLocale: systemLocale(),
        electronVersion: process.versions.electron ?? '',
        isStandIn: process.versions.electron === undefined,
      }
    },
    // Written at build time (scripts/shipped-licenses.ts); the registrar validates it.
    licenses: async () => JSON.parse(await readFile(licensesFile, 'utf8')) as CallOutput<'app.licenses'>,
    chooseFolder: () =>
      showBox('folder', null, () =>
        chooseFolder(dialog, window(), language(), settings.get().folder ?? app.getPath('downloads')),
      ),
    chooseCaFile: () => showBox('ca-file', null, () => chooseCaFile(dialog, window(), language())),
    chooseSavedFolder: () =>
      showBox('saved-folder', null, () => chooseSavedFolder(dialog, window(), language())),
    chooseMovedFiles: (count) =>
      showBox('moved-files', null, () =>
        chooseMovedFiles(dialog, window(), language(), count, process.platform),
      ),
    async openExternal(url) {
      checkOpening()
      await openExternal(shell, url)
    },
    diagnostics,
    language,
    choosePath,
    async saveText(name, text) {
      const path = await choosePath(name)
      if (path === null) return false
      try {
        await writeFile(path, text, { mode: 0o600 })
      } catch (error) {
        throw toDiskError(error, path)
      }
      return true
    },
    reload: () => window()?.webContents.reload(),
    reveal(path) {
      checkOpening()
      shell.showItemInFolder(path)
    },
    async open(path) {
      checkOpening()
      await openPath(shell, path)
    },
    drag(paths) {
      // The user may have let go before the disk answered. A drag that begins without a held button ends at once:
      // Windows drops the files on the program below the pointer (IDropSource::QueryContinueDrag).
      if (!input.takePress()) return
      window()?.webContents.startDrag({ file: paths[0] ?? '', files: paths, icon: dragIcon })
    },
  }
}
