/**
 * A browser does not know the app's own schemes, so each has a path here: `other://host/path` is served at
 * `/_standin/scheme/other/host/path`.
 */
export const SCHEMES = '/_standin/scheme/'

/** The path of an address; null for one that a browser supports itself. */
export function pathOfSchemeAddress(address: string): string | null {
  const found = /^([a-z][a-z\d+.-]*):\/\/(.+)$/i.exec(address)
  const scheme = found?.[1]?.toLowerCase()
  if (scheme === undefined || ['http', 'https', 'ws', 'wss', 'file'].includes(scheme)) return null
  return `${SCHEMES}${scheme}/${found?.[2] ?? ''}`
}

/** The address of a path, exactly as requested, before any normalization; null for any other path. */
export function addressOfSchemePath(path: string): string | null {
  const found = /^([a-z][a-z\d+.-]*)\/(.+)$/.exec(path.startsWith(SCHEMES) ? path.slice(SCHEMES.length) : '')
  return found === null ? null : `${found[1]}://${found[2]}`
}
