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

/** What one display shows, in its own pixels. */
export const screenPictureSchema = z.object({
  /** As the system calls the display. */
  name: z.string().max(300),
  /** PNG, base64. Room for a 6K display full of noise. */
  png: z.base64().max(120_000_000),
})
export type ScreenPicture = z.infer<typeof screenPictureSchema>
