import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'

type OpenDialog = Pick<Dialog, 'showOpenDialog'>

/** Absolute path, or null when the user cancelled. */
export function chooseFolder(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  language: Language,
  start: string,
): Promise<string | null> {
  return choose(dialog, window, {
    title: textOf(language)('native.dialogs.folder'),
    defaultPath: start,
    properties: ['openDirectory', 'createDirectory'],
  })
}

export function chooseCaFile(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  language: Language,
): Promise<string | null> {
  return choose(dialog, window, {
    title: textOf(language)('native.dialogs.ca'),
    filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
    properties: ['openFile'],
  })
}

/** A folder whose files are taken into the library. */
export function chooseSavedFolder(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  language: Language,
): Promise<string | null> {
  const title = textOf(language)('native.dialogs.addFolder')
  return choose(dialog, window, { title, properties: ['openDirectory'] })
}

/**
 * Where moved files are now: a file or a folder on macOS, whose dialog can choose both; elsewhere a file if it is one,
 * else the folder that they are below.
 */
export function chooseMovedFiles(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  language: Language,
  count: number,
  platform: NodeJS.Platform,
): Promise<string | null> {
  const isOne = count === 1
  const properties: OpenDialogOptions['properties'] =
    platform === 'darwin' ? ['openFile', 'openDirectory'] : [isOne ? 'openFile' : 'openDirectory']
  const title = textOf(language)(isOne ? 'native.dialogs.locateFile' : 'native.dialogs.locateFolder')
  return choose(dialog, window, { title, properties })
}

/** Absolute path to write to, with overwriting confirmed by the system's dialog; null when cancelled. */
export async function chooseFileToSave(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BrowserWindow | null,
  language: Language,
  defaultPath: string,
): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: textOf(language)('native.dialogs.save'),
    defaultPath,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  }
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options))
  return canceled || filePath === '' ? null : filePath
}

async function choose(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<string | null> {
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? null : (filePaths[0] ?? null)
}
