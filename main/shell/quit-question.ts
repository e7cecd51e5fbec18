import type { BrowserWindow, Dialog } from 'electron'
import type { Download } from '../../contract/download.ts'
import { occupiesSlot } from '../../contract/download-states.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { SettingsAccess } from '../interfaces.ts'
import { showBox } from './box-parent.ts'
import type { QuitPurpose } from './quit.ts'

/** Number of files that quitting would interrupt. */
export function interruptedBy(downloads: readonly Download[]): number {
  return downloads.filter(occupiesSlot).length
}

/** Asks before quitting during downloads, unless the setting is off; true: it may quit. */
export async function askBeforeQuit(options: {
  purpose: QuitPurpose
  downloads: readonly Download[]
  settings: Pick<SettingsAccess, 'get' | 'set'>
  dialog: Pick<Dialog, 'showMessageBox'>
  window: BrowserWindow | null
  language: Language
}): Promise<boolean> {
  const { purpose, downloads, settings, dialog, window, language } = options
  const files = interruptedBy(downloads)
  if (files === 0 || !settings.get().asksBeforeQuit) return true
  const t = textOf(language)
  const question = {
    type: 'question' as const,
    message: t('native.quit.message', { count: files }),
    detail: t('native.quit.detail'),
    buttons: [t(`native.quit.${purpose}`), t('native.quit.stay')],
    defaultId: 0,
    cancelId: 1,
    checkboxLabel: t('native.quit.never'),
    noLink: true,
  }
  const { response, checkboxChecked } = await showBox(dialog, window, question)
  // "Do not ask again" is stored only with "quit"; with "stay" its effect would be unclear.
  if (response === 0 && checkboxChecked) settings.set({ asksBeforeQuit: false })
  return response === 0
}
