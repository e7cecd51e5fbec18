import { AppError } from '../../../contract/errors.ts'

/** How Electron's capturer ended: with pictures, with none, or by rejecting. */
export type LookEnd = 'pictures' | 'nothing' | 'rejected'

/**
 * What a look's end means; null where its pictures may be read. Electron rejects with one and the same text, "Failed
 * to get sources.", so that the system has to be asked besides (shell/browser/api/electron_api_desktop_capturer.cc):
 *
 * - macOS: a look without the permission is rejected, and the first of all makes macOS ask its user (StartHandling:
 *   TryPromptUserForScreenCapture; electron#43080). The status is `granted` or `denied`, never undetermined
 *   (electron#28540), and a running app mostly goes on being told `denied` after its user allowed it (electron#36722).
 *   One that was told `denied` and is told `granted` now may get nothing before its next start.
 * - Linux: only the desktop's portal is ever rejected, whether its user closed it or it failed
 *   (OnDelegatedSourceListDismissed hears of both).
 * - Windows: keeps the screen from no program of the desktop (the status is always `granted`,
 *   electron_api_system_preferences_win.cc); a look is rejected where the graphics device gives none, for instance
 *   while the secure desktop is shown.
 */
export function judgeLook(look: {
  platform: NodeJS.Platform
  end: LookEnd
  /** What systemPreferences.getMediaAccessStatus('screen') says after the look; null where the system has no such. */
  status: string | null
  /** Was it `denied` before, since the app started? */
  wasDenied: boolean
}): AppError | null {
  const { platform, end, status, wasDenied } = look
  if (platform === 'darwin') {
    // The page of the system's settings where this is changed (main/shell/security/external.ts).
    if (status === 'denied')
      return new AppError('SCREEN_DENIED', { params: { settingsPage: 'screen-recording' } })
    if (end !== 'pictures' && wasDenied) return new AppError('SCREEN_RESTART')
  }
  if (end === 'pictures') return null
  if (end === 'rejected' && platform === 'linux') return new AppError('SCREEN_CANCELLED')
  return new AppError('SCREEN_UNAVAILABLE')
}
