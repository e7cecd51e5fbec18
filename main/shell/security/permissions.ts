import type { Session } from 'electron'
import { APP_HOST, APP_SCHEME } from './app-address.ts'

/**
 * Granted permissions and their reasons; all others are denied. 'display-capture' is not included: main
 * captures the screen, once for each request of the user ([Note: screen]).
 */
const REASONS: Readonly<Record<string, string>> = {
  media: 'the camera reads a minutes QR code; never the microphone',
  fullscreen: 'a recording fills the screen when its viewer requests it',
  'clipboard-sanitized-write': 'copy buttons put plain text on the clipboard',
}

/**
 * Is this permission granted to this page? `mediaTypes` are those of a request for a camera or microphone.
 */
export function isAllowed(permission: string, origin: string, mediaTypes: readonly string[]): boolean {
  if (!Object.hasOwn(REASONS, permission) || !isOurs(origin)) return false
  return permission !== 'media' || (mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video'))
}

function isOurs(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}

/** Denies by default, for permission requests and permission checks (Electron's security list, 5). */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(isAllowed(permission, details.requestingUrl, mediaTypes))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    isAllowed(permission, origin, mediaType === undefined ? [] : [mediaType]),
  )
  session.setDevicePermissionHandler(() => false)
}
