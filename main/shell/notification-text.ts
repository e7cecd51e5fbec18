import type { BatchEnd, Notice } from '../../contract/download.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'

export interface NotificationText {
  title: string
  body: string
}

/** Text of the system notification at the end of a batch. */
export function batchText({ saved, failed, stopped }: BatchEnd, language: Language): NotificationText {
  const t = textOf(language)
  const parts = [
    ...(saved > 0 ? [t('native.batch.saved', { count: saved })] : []),
    ...(failed > 0 ? [t('native.batch.failed', { count: failed })] : []),
    ...(stopped > 0 ? [t('native.batch.stopped', { count: stopped })] : []),
  ]
  return {
    title: stopped > 0 ? t('native.batch.stoppedTitle') : t('native.batch.title'),
    body: parts.join(t('native.batch.between')),
  }
}

/** Text of the system notification about waiting minutes that were sent; null for any other notice. */
export function minutesText({ kind, subject }: Notice, language: Language): NotificationText | null {
  if (kind !== 'minutes-sent' && kind !== 'minutes-not-sent') return null
  return { title: textOf(language)(`native.minutes.${kind}`), body: subject }
}
