/** The sections of the settings page, in order. Each name is also the section's place in the URL. */
export const SETTINGS_SECTIONS = [
  'account',
  'saving',
  'archive',
  'background',
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
