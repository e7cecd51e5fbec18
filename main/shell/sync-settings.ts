import { app, Menu, nativeTheme } from 'electron'
import type { CommandName } from '../../contract/commands.ts'
import { resolveLanguage } from '../../i18n/languages.ts'
import type { SettingsAccess } from '../interfaces.ts'
import { menuTemplate } from './menu.ts'

/** Applies theme and language of the settings to the native parts, now and on every change. */
export function syncSettings(
  settings: SettingsAccess,
  systemLocale: () => string,
  onCommand: (name: CommandName) => void,
): void {
  const apply = (): void => {
    const { theme, language } = settings.get()
    nativeTheme.themeSource = theme
    const template = menuTemplate({
      language: resolveLanguage(language, systemLocale()),
      isMac: process.platform === 'darwin',
      isPackaged: app.isPackaged,
      onCommand,
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  apply()
  settings.onChange(apply)
}
