import type { Notice } from '../../contract/download.ts'
import type { Language } from './language.ts'
import type { NoticeWords } from './system-notice.ts'

const TITLES = {
  'en-US': { 'minutes-sent': 'Minutes saved', 'minutes-not-sent': 'Minutes could not be saved' },
  'zh-CN': { 'minutes-sent': '会议纪要已保存', 'minutes-not-sent': '会议纪要未能保存' },
} as const satisfies Record<Language, unknown>

/** The system's notification of minutes that waited and were sent; null for a notice of anything else. */
export function minutesWords({ kind, subject }: Notice, language: Language): NoticeWords | null {
  if (kind !== 'minutes-sent' && kind !== 'minutes-not-sent') return null
  return { title: TITLES[language][kind], body: subject }
}
