import type { Notice } from '../../contract/download.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { NotificationText } from './notification.ts'

/** Text of the system notification about waiting minutes that were sent; null for any other notice. */
export function minutesText({ kind, subject }: Notice, language: Language): NotificationText | null {
  if (kind !== 'minutes-sent' && kind !== 'minutes-not-sent') return null
  return { title: textOf(language)(`native.minutes.${kind}`), body: subject }
}
