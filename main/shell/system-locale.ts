import type { App } from 'electron'

/** BCP 47: the `--lang` switch, as in any Chromium program, else the system's language. */
export function systemLocaleOf(
  app: Pick<App, 'commandLine' | 'getLocale' | 'getPreferredSystemLanguages'>,
): string {
  return app.commandLine.getSwitchValue('lang') || (app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
