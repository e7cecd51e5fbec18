/** The sections of the settings page, in their order. Each name is the section's place in the address. */
export const SETTINGS_SECTIONS = [
  'account',
  'saving',
  'look',
  'links',
  'screen',
  'meetings',
  'proxy',
  'security',
  'trouble',
  'updates',
  'about',
] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]
