import type { Shell } from 'electron'
import { AppError } from '../../../contract/errors.ts'
import { externalAddress } from '../../network/external-address.ts'

/**
 * System settings pages and their addresses: constants, so that no part of a non-https address comes from
 * outside. Windows and Linux have none for the screen: Windows does not ask for desktop programs (the page of
 * `ms-settings:privacy-graphicscaptureprogrammatic` is about store apps), and a Wayland desktop asks each
 * time.
 */
const SETTINGS_PAGES = {
  'screen-recording': {
    darwin: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  },
} as const satisfies Record<string, Partial<Record<NodeJS.Platform, string>>>
export type SettingsPage = keyof typeof SETTINGS_PAGES

/** Opens a system settings page; NOT_FOUND where this system has none. */
export async function openSettingsPage(
  shell: Pick<Shell, 'openExternal'>,
  page: SettingsPage,
  platform: NodeJS.Platform,
): Promise<void> {
  const addresses: Partial<Record<NodeJS.Platform, string>> = SETTINGS_PAGES[page]
  const address = addresses[platform]
  if (address === undefined) throw new AppError('NOT_FOUND')
  await shell.openExternal(address)
}

export async function openExternal(shell: Pick<Shell, 'openExternal'>, url: string): Promise<void> {
  await shell.openExternal(externalAddress(url))
}
