import { randomBytes } from 'node:crypto'

/** A value that must stand in few places, all of them named by the test that looks for it. */
export interface MarkedSecret {
  name: string
  value: string
}

/** Of its own each time, with characters that a URL or a JSON text would write differently. */
export function markedSecret(name: string): MarkedSecret {
  return { name, value: `canary+${name}/${randomBytes(9).toString('hex')}=` }
}

/** Every way a secret is likely to be written by a program that does not know that it is one. */
export function formsOf({ value }: MarkedSecret): string[] {
  const bytes = Buffer.from(value)
  const forms = new Set([
    value,
    encodeURIComponent(value),
    encodeURI(value),
    JSON.stringify(value).slice(1, -1),
  ])
  for (const encoding of ['hex', 'base64', 'base64url'] as const) forms.add(bytes.toString(encoding))
  // Inside a longer text, e.g. "user:password", base64 depends on where it begins; the ends mix with neighbours.
  for (const before of [1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    forms.add(shifted.slice(before + 1, -2))
  }
  forms.add(bytes.toString('base64').replace(/=+$/, '').slice(0, -2))
  return [...forms]
}

/** A place that was looked at, e.g. a file or the headers of a request. */
export interface Place {
  where: string
  text: string
}

/** Where a secret stands, in whatever form: one line for each, `name in where`. */
export function found(secrets: readonly MarkedSecret[], places: readonly Place[]): string[] {
  return secrets.flatMap((secret) => {
    const forms = formsOf(secret).map((form) => form.toLowerCase())
    return places
      .filter(({ text }) => forms.some((form) => text.toLowerCase().includes(form)))
      .map(({ where }) => `${secret.name} in ${where}`)
  })
}
