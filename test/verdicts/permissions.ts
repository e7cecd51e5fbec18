/**
 * Every permission a page can ask after by name (Blink: PermissionName), as navigator.permissions.query takes it.
 * Electron answers each from the app's own check, granted or denied, without any hardware (Electron:
 * ElectronPermissionManager::GetPermissionResultForCurrentDocument).
 */
export const ASKED: readonly { name: string; [more: string]: unknown }[] = [
  { name: 'camera' },
  { name: 'clipboard-write' },
  { name: 'microphone' },
  { name: 'geolocation' },
  { name: 'notifications' },
  { name: 'clipboard-read' },
  { name: 'display-capture' },
  { name: 'midi' },
  { name: 'midi', sysex: true },
  { name: 'push', userVisibleOnly: true },
  { name: 'persistent-storage' },
  { name: 'background-sync' },
  { name: 'background-fetch' },
  { name: 'periodic-background-sync' },
  { name: 'idle-detection' },
  { name: 'screen-wake-lock' },
  { name: 'window-management' },
  { name: 'local-fonts' },
  { name: 'storage-access' },
  { name: 'payment-handler' },
  { name: 'accelerometer' },
  { name: 'gyroscope' },
  { name: 'magnetometer' },
  { name: 'ambient-light-sensor' },
  { name: 'nfc' },
  { name: 'speaker-selection' },
  { name: 'captured-surface-control' },
  { name: 'keyboard-lock' },
  { name: 'pointer-lock' },
  { name: 'local-network-access' },
]

/** What the page has a use for: the camera reads a code, copy buttons write text. */
const GRANTED = ['camera', 'clipboard-write']
/** Names that every Chromium knows: without an answer to these the question itself went wrong. */
const ALWAYS_KNOWN = ['microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi']

/**
 * What a page was granted beyond its use, or refused of it. `answers`: one for each of {@link ASKED}, `granted`,
 * `denied`, `prompt`, or `unknown` for a name that this Chromium does not have.
 */
export function permissionProblems(answers: readonly string[]): string[] {
  return ASKED.flatMap(({ name }, index) => {
    const answer = answers[index]
    if (answer === 'unknown' && !GRANTED.includes(name) && !ALWAYS_KNOWN.includes(name)) return []
    const wanted = GRANTED.includes(name) ? 'granted' : 'denied'
    return answer === wanted ? [] : [`${name}: ${answer ?? 'not asked'}`]
  })
}
