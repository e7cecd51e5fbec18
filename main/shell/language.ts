import type { App } from 'electron'
import type { Settings } from '../../contract/settings.ts'

export type Language = 'zh-CN' | 'en-US'

/** The language of the system's own parts (menu, dialogs); the page decides the same way. */
export function languageOf(setting: Settings['language'], systemLocale: string): Language {
  if (setting !== 'system') return setting
  return /^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en-US'
}

/** BCP 47: what `--lang` says at this start, as with any program of Chromium, else what its user told the system. */
export function systemLocaleOf(
  app: Pick<App, 'commandLine' | 'getLocale' | 'getPreferredSystemLanguages'>,
): string {
  return app.commandLine.getSwitchValue('lang') || (app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
