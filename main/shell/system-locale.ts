import type { App } from 'electron'

/** BCP 47: what `--lang` says at this start, as with any program of Chromium, else what its user told the system. */
export function systemLocaleOf(
  app: Pick<App, 'commandLine' | 'getLocale' | 'getPreferredSystemLanguages'>,
): string {
  return app.commandLine.getSwitchValue('lang') || (app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
