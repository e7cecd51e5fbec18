import type { BrowserWindow, Dialog } from 'electron'
import { toFailure } from '../../../contract/errors.ts'
import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import type { Log, SettingsAccess } from '../../interfaces.ts'
import { showBox } from '../box-parent.ts'
import type { Quit } from '../quit.ts'
import { whenClosed } from './close-policy.ts'

const ANSWERS = ['keep', 'quit', 'cancel'] as const

/**
 * Returns the listener for the window's `close`: hides it, quits, or asks first, one question at a time. The answer is
 * stored as the setting, so that it is asked once; a cancel changes nothing.
 */
export function createCloseListener(deps: {
  platform: NodeJS.Platform
  quit: Pick<Quit, 'isDecided' | 'withoutQuestion'>
  /** Quits; asks first if downloads are running. */
  requestQuit: () => void
  isWorking: () => boolean
  settings: Pick<SettingsAccess, 'get' | 'set'>
  dialog: Pick<Dialog, 'showMessageBox'>
  window: () => BrowserWindow | null
  language: () => Language
  log: Log
}): (event: { preventDefault(): void }) => void {
  const { platform, quit, requestQuit, isWorking, settings, dialog, window, language, log } = deps
  let isAsking = false

  const ask = async (): Promise<void> => {
    const t = textOf(language())
    const { response } = await showBox(dialog, window(), {
      type: 'question',
      message: t('native.close.message'),
      detail: t('native.close.detail'),
      buttons: ANSWERS.map((answer) => t(`native.close.${answer}`)),
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    const answer = ANSWERS[response] ?? 'cancel'
    // Quitting may have been decided meanwhile, for example by the system.
    if (answer === 'cancel' || quit.isDecided()) return
    try {
      settings.set({ onClose: answer })
    } catch (error) {
      // A full disk must not keep the window open: the question is asked again the next time.
      log.warn('the answer could not be stored', { code: toFailure(error).code })
    }
    if (answer === 'keep') window()?.hide()
    else quit.withoutQuestion()
  }

  return (event) => {
    const { onClose } = settings.get()
    const does = whenClosed({ platform, isQuitDecided: quit.isDecided(), isWorking: isWorking(), onClose })
    if (does === 'close') return
    event.preventDefault()
    if (does === 'hide') window()?.hide()
    else if (does === 'quit') requestQuit()
    else if (!isAsking) {
      isAsking = true
      ask()
        .catch((error: unknown) => {
          log.error('the question about closing could not be shown', { detail: String(error) })
          requestQuit()
        })
        .finally(() => (isAsking = false))
    }
  }
}
