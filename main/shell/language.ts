import type { Settings } from '../../contract/settings.ts'

export type Language = 'zh-CN' | 'en-US'

/** The language of the system's own parts (menu, dialogs); the page decides the same way. */
export function languageOf(setting: Settings['language'], systemLocale: string): Language {
  if (setting !== 'system') return setting
  return /^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en-US'
}
