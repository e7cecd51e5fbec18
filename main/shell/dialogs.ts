import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron'
import type { Language } from './language.ts'

const TEXTS = {
  'en-US': { folder: 'Choose the folder recordings are saved to', ca: 'Choose a certificate file (PEM)' },
  'zh-CN': { folder: '选择录制文件的保存位置', ca: '选择证书文件(PEM)' },
} as const satisfies Record<Language, unknown>

type OpenDialog = Pick<Dialog, 'showOpenDialog'>

/** Absolute path, or null when the user closed the dialog. */
export function chooseFolder(
  dialog: OpenDialog,
  window: BrowserWindow | null,
  language: Language,
  start: string,
): Promise<string | null> {
  return choose(dialog, window, {
    title: TEXTS[language].folder,
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
    title: TEXTS[language].ca,
    filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
    properties: ['openFile'],
  })
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
