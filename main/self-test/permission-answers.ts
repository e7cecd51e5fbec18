import { ASKED_PERMISSIONS } from '../../contract/self-test.ts'

/** What the page has a use for: the camera reads a code, copy buttons write text. */
const GRANTED = ['camera', 'clipboard-write']
/** Names that every Chromium knows: without an answer to these the question itself went wrong. */
const ALWAYS_KNOWN = ['microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi']

/**
 * What a page was granted beyond its use, or refused of it. `answers`: one for each of {@link ASKED_PERMISSIONS}, `granted`,
 * `denied`, `prompt`, or `unknown` for a name that this Chromium does not have.
 */
export function permissionProblems(answers: readonly string[]): string[] {
  return ASKED_PERMISSIONS.flatMap(({ name }, index) => {
    const answer = answers[index]
    if (answer === 'unknown' && !GRANTED.includes(name) && !ALWAYS_KNOWN.includes(name)) return []
    const wanted = GRANTED.includes(name) ? 'granted' : 'denied'
    return answer === wanted ? [] : [`${name}: ${answer ?? 'not asked'}`]
  })
}
