/**
 * A browser knows none of the app's own schemes, so each has a path here: `other://host/path` is found at
 * `/_standin/scheme/other/host/path`.
 */
export const SCHEMES = '/_standin/scheme/'

/** The path of an address; null for one that a browser understands by itself. */
export function pathOfSchemeAddress(address: string): string | null {
  const found = /^([a-z][a-z\d+.-]*):\/\/(.+)$/i.exec(address)
  const scheme = found?.[1]?.toLowerCase()
  if (scheme === undefined || ['http', 'https', 'ws', 'wss', 'file'].includes(scheme)) return null
  return `${SCHEMES}${scheme}/${found?.[2] ?? ''}`
}

/** The address of a path, as it was asked for, before anything has tidied it up; null for any other path. */
export function addressOfSchemePath(path: string): string | null {
  const found = /^([a-z][a-z\d+.-]*)\/(.+)$/.exec(path.startsWith(SCHEMES) ? path.slice(SCHEMES.length) : '')
  return found === null ? null : `${found[1]}://${found[2]}`
}
