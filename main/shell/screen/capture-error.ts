import { AppError } from '../../../contract/errors.ts'

/** How Electron's capturer ended: with pictures, with none, or with a rejection. */
export type CaptureOutcome = 'pictures' | 'nothing' | 'rejected'

/**
 * Interprets the end of a capture; null when its pictures can be read. Electron always rejects with the same
 * text, "Failed to get sources.", so the system has to be queried too
 * (shell/browser/api/electron_api_desktop_capturer.cc):
 *
 * - macOS: a capture without the permission is rejected, and the first one prompts the user (StartHandling:
 *   TryPromptUserForScreenCapture; electron#43080). The status is `granted` or `denied`, never undetermined
 *   (electron#28540), and a running app usually keeps getting `denied` after the user allowed it
 *   (electron#36722). One whose status changed from `denied` to `granted` may get nothing before its next
 *   start.
 * - Linux: only the desktop's portal ever rejects, whether the user closed it or it failed
 *   (OnDelegatedSourceListDismissed receives both).
 * - Windows: never denies the screen to desktop programs (the status is always `granted`,
 *   electron_api_system_preferences_win.cc); a capture is rejected when the graphics device provides none, for
 *   instance while the secure desktop is shown.
 */
export function captureError(capture: {
  platform: NodeJS.Platform
  end: CaptureOutcome
  /** Result of systemPreferences.getMediaAccessStatus('screen') after the capture; null where unsupported. */
  status: string | null
  /** Was it `denied` earlier in this run? */
  wasDenied: boolean
}): AppError | null {
  const { platform, end, status, wasDenied } = capture
  if (platform === 'darwin') {
    // The system's settings page for this permission (main/shell/security/external.ts).
    if (status === 'denied')
      return new AppError('SCREEN_DENIED', { params: { settingsPage: 'screen-recording' } })
    if (end !== 'pictures' && wasDenied) return new AppError('SCREEN_RESTART')
  }
  if (end === 'pictures') return null
  if (end === 'rejected' && platform === 'linux') return new AppError('SCREEN_CANCELLED')
  return new AppError('SCREEN_UNAVAILABLE')
}
