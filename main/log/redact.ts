/**
 * The secrets that must not leave this process in a text, and their replacements. One list, for the log and
 * for what the user shares with others. It is the second line of defence: the log is chosen not to contain
 * secrets at all. Each pattern is tried once per run of letters, not at each letter: a long text must not
 * block the process.
 */
const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A URL keeps its host and path: user info may be a password, query and fragment a token.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>]*@/gi, '$1'],
  [/[?#](?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s?#"'<>]*[?#])[^\s"'<>]*/gi, '?…'],
  // The rest of a header line: what follows "Basic" is as secret as what follows "token=".
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
  // Mainland mobile numbers, and any number with its country code.
  [/(?<![\w.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\w)/g, '…phone'],
  [/(?<!\w)\+\d[\d -]{6,18}\d(?!\w)/g, '…phone'],
  // Any long text without spaces that is not plain hex: tokens look so; hashes, UUIDs and fingerprints are
  // not secret.
  [/(?<![\w+/=.-])(?![\dA-Fa-f]+(?![\w+/=.-]))(?=[\w+=-]*\d)[A-Za-z0-9_+=-]{40,}/g, '…long'],
]

/** The text without tokens, passwords, phone numbers, mail addresses and URL queries. */
export function redact(text: string): string {
  return RULES.reduce((before, [pattern, replacement]) => before.replace(pattern, replacement), text)
}
