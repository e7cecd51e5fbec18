/** A shorter secret would match ordinary words; no token is that short. */
const SHORTEST = 6

/**
 * Removes the secrets of a request from the service's text: some services repeat the token in their error
 * message, which is shown, stored with a download and copied into support requests.
 */
export function redactEchoedSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .reduce((before, secret) => before.replaceAll(secret, '…'), text)
}

/** Headers whose values are the same for everyone. Any other may be a secret: users can name one. */
const PUBLIC_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'x-token-type',
  'range',
  'if-range',
])

/** The secrets in a request: tokens in headers, with and without the scheme before them ("Basic"). */
export function secretsOfHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => !PUBLIC_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(' ').slice(1)])
}

/** The secrets in a link: every value of its query, both raw and decoded. */
export function secretsOfLink(link: { url: string; headers: Readonly<Record<string, string>> }): string[] {
  const url = new URL(link.url)
  const written = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  return [...secretsOfHeaders(link.headers), ...written, ...url.searchParams.values()]
}

/** Request ids as services spell them: a UUID, or words joined by points, colons and dashes. */
const ID = /^[\w.:-]{1,100}$/

/**
 * The request id in a header or a body of an answer; null if it is none, or if it contains a secret of the
 * request: an id is shown, logged and stored.
 */
export function acceptedRequestId(
  text: string | null | undefined,
  secrets: readonly string[],
): string | null {
  if (text === null || text === undefined || !ID.test(text)) return null
  return redactEchoedSecrets(text, secrets) === text ? text : null
}
