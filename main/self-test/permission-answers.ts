import { ASKED_PERMISSIONS } from '../../contract/self-test.ts'

/** Permissions the page needs: the camera reads a code, copy buttons write text. */
const GRANTED = ['camera', 'clipboard-write']
/** Names that every Chromium knows: without an answer to these the query itself failed. */
const ALWAYS_KNOWN = ['microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi']

/**
 * Permissions that were granted but not needed, or needed but denied. `answers`: one for each of
 * {@link ASKED_PERMISSIONS}, `granted`, `denied`, `prompt`, or `unknown` for a name that this
 * Chromium does not have.
 */
export function permissionProblems(answers: readonly string[]): string[] {
  return ASKED_PERMISSIONS.flatMap(({ name }, index) => {
    const answer = answers[index]
    if (answer === 'unknown' && !GRANTED.includes(name) && !ALWAYS_KNOWN.includes(name)) return []
    const wanted = GRANTED.includes(name) ? 'granted' : 'denied'
    return answer === wanted ? [] : [`${name}: ${answer ?? 'not asked'}`]
  })
}
