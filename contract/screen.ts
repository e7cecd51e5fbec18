import { z } from 'zod'

/** Keys that read the screen wherever one is, in Electron's words; a few, because any may be somebody else's. */
export const SCREEN_SHORTCUTS = [
  'CommandOrControl+Shift+Y',
  'CommandOrControl+Shift+M',
  'CommandOrControl+F9',
  'Alt+Shift+Q',
] as const
export const screenShortcutSchema = z.enum(['off', ...SCREEN_SHORTCUTS])
export type ScreenShortcut = z.infer<typeof screenShortcutSchema>

/**
 * What became of the keys. `taken`: another program or the system has them. On a Wayland desktop Electron is not told:
 * `desktop-decides` is asked for and may be refused or other keys by now, `held-by-desktop` is off here and kept by
 * the desktop until the app ends, `unsupported` is a desktop that gives no such keys.
 */
export const shortcutStateSchema = z.enum([
  'off',
  'ready',
  'taken',
  'desktop-decides',
  'held-by-desktop',
  'unsupported',
])
export type ShortcutState = z.infer<typeof shortcutStateSchema>

/** More than any desk has. */
export const MAX_SCREENS = 16
/** Of base64. Room for a 6K display full of noise. */
export const MAX_PNG_LENGTH = 120_000_000

/** What one display shows, in its own pixels. */
export const screenPictureSchema = z.object({
  /** As the system calls the display. */
  name: z.string().max(300),
  /** PNG, base64. */
  png: z.base64().max(MAX_PNG_LENGTH),
})
export type ScreenPicture = z.infer<typeof screenPictureSchema>
