import type { BatchEnd } from '../../contract/download.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { NotificationText } from './notification.ts'

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
