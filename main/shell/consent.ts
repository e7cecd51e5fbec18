import type { BrowserWindow, Dialog } from 'electron'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { AskConsent, ConsentQuestion } from '../ipc/handler-context.ts'
import { showBox } from './box-parent.ts'
import type { ShowLimitedBox } from './limit-boxes.ts'

/**
 * Asks in a native box, which the page can neither draw over nor answer. Cancel is the default, so that a key
 * pressed for the page declines.
 */
export function createConsent(options: {
  dialog: Pick<Dialog, 'showMessageBox'>
  window: () => BrowserWindow | null
  language: () => Language
  limit: ShowLimitedBox
}): AskConsent {
  const { dialog, window, language, limit } = options
  return (question) =>
    limit(question.kind, false, async () => {
      const t = textOf(language())
      const { response } = await showBox(dialog, window(), {
        type: 'warning',
        ...wordsOf(question, language()),
        buttons: [t(`native.consent.${question.kind}.accept`), t('native.consent.cancel')],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      return response === 0
    })
}

function wordsOf(question: ConsentQuestion, language: Language): { message: string; detail: string } {
  const t = textOf(language)
  if (question.kind === 'screen')
    return { message: t('native.consent.screen.message'), detail: t('native.consent.screen.detail') }
  if (question.kind === 'remove') {
    const { name, files, bytes, onlyCopies } = question
    const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1_000_000)
    return {
      message: t('native.consent.remove.message', { count: files }),
      detail: [
        t('native.consent.remove.which', { name, size }),
        onlyCopies === 0
          ? t('native.consent.remove.detail')
          : t('native.consent.remove.onlyCopies', { count: onlyCopies }),
      ].join('\n\n'),
    }
  }
  if (question.kind === 'account') {
    const { address, name } = question
    const account = name === '' ? t('native.consent.account.token') : name
    return {
      message: t('native.consent.account.message'),
      detail: [
        t('native.consent.account.which', { account, address }),
        t('native.consent.account.detail'),
      ].join('\n\n'),
    }
  }
  if (question.kind !== 'certificate') {
    const { kind, address } = question
    return {
      message: t(`native.consent.${kind}.message`, { address }),
      detail: t(`native.consent.${kind}.detail`),
    }
  }
  const { host, fingerprint, trusted } = question
  const facts = [
    t('native.consent.certificate.detail'),
    t('native.consent.certificate.fingerprint', { fingerprint }),
    ...(trusted === null ? [] : [t('native.consent.certificate.trusted', { trusted })]),
  ]
  return { message: t('native.consent.certificate.message', { host }), detail: facts.join('\n\n') }
}
