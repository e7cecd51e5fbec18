import { z } from 'zod'

/**
 * Global shortcuts for reading the screen, as Electron accelerators; only a few, because any may be taken by
 * another program.
 */
export const SCREEN_SHORTCUTS = [
  'CommandOrControl+Shift+Y',
  'CommandOrControl+Shift+M',
  'CommandOrControl+F9',
  'Alt+Shift+Q',
] as const
export const screenShortcutSchema = z.enum(['off', ...SCREEN_SHORTCUTS])
export type ScreenShortcut = z.infer<typeof screenShortcutSchema>

/**
 * Result of registering the shortcut. `taken`: used by another program or the system. On a Wayland desktop
 * Electron gets no result: `desktop-decides` was requested and may be rejected or remapped, `held-by-desktop`
 * is off here but registered with the desktop until the app ends, `unsupported` is a desktop without global
 * shortcuts.
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

/** More displays than any machine has. */
export const MAX_SCREENS = 16
/** Base64 characters. Enough for a 6K display full of noise. */
export const MAX_PNG_LENGTH = 120_000_000

/** Picture of one display, in device pixels. */
export const screenPictureSchema = z.object({
  /** The system's name of the display. */
  name: z.string().max(300),
  /** PNG, base64. */
  png: z.base64().max(MAX_PNG_LENGTH),
})
export type ScreenPicture = z.infer<typeof screenPictureSchema>
