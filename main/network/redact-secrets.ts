/** Below this a replacement would hit ordinary words; no token is so short. */
const SHORTEST = 6

/**
 * A text of a service without what it was sent in secret: some repeat the token in the message that refuses it, and
 * such a message is shown, kept with a download and copied to whoever helps.
 */
export function redactEchoedSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .reduce((before, secret) => before.replaceAll(secret, '…'), text)
}

/** What of a request is secret: tokens in headers, with and without the word before them ("Basic"). */
export function secretsOfHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => ['authorization', 'x-access-token'].includes(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(' ').slice(1)])
}

/** What of a link is secret: every value of its query, as it stands there and as it is meant. */
export function secretsOfLink(link: { url: string; headers: Readonly<Record<string, string>> }): string[] {
  const url = new URL(link.url)
  const written = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  return [...secretsOfHeaders(link.headers), ...written, ...url.searchParams.values()]
}
