/**
 * What a text may not carry out of this process, and what stands in its place. One list, for the log and for what
 * the user hands to others. It is the second wall: what is logged is chosen so that nothing of this is in it. Each is
 * tried once for a run of letters, not from each of them again: a long text must not stop the process.
 */
const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // An address keeps its host and path: user info may be a password, query and fragment a token.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>]*@/gi, '$1'],
  [/[?#](?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s?#"'<>]*[?#])[^\s"'<>]*/gi, '?…'],
  // The whole rest of a header's line: what comes after "Basic" is as secret as what comes after "token=".
  [
    /\b((?:proxy-)?authorization|x-access-token|x-password-token|(?:set-)?cookie)(["']?\s*[:=]\s*)("?)[^"\r\n]+/gi,
    '$1$2$3…',
  ],
  [/\b(basic|bearer)\s+[\w+/=.~-]{6,}/gi, '$1 …'],
  // A name with a value: JSON, a query, a form.
  [
    /(?<![\w-])([\w-]*(?:token|passw(?:or)?d|pwd|secret|app_?key|signature|credential|nonce)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}"']+)/gi,
    '$1…',
  ],
  [/(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, '…@…'],
  // Mainland mobile numbers, and any number with its country.
  [/(?<![\w.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\w)/g, '…phone'],
  [/(?<!\w)\+\d[\d -]{6,18}\d(?!\w)/g, '…phone'],
  // Anything long without a space that is not plain hex: tokens are; hashes, UUIDs and fingerprints are not secret.
  [/(?<![\w+/=.-])(?![\dA-Fa-f]+(?![\w+/=.-]))(?=[\w+=-]*\d)[A-Za-z0-9_+=-]{40,}/g, '…long'],
]

/** The text without tokens, passwords, phone numbers, mail addresses and the queries of addresses. */
export function redact(text: string): string {
  return RULES.reduce((before, [pattern, replacement]) => before.replace(pattern, replacement), text)
}
