import { randomBytes } from 'node:crypto'

/** A value that may occur only in a few places, all named by the test that searches for it. */
export interface MarkedSecret {
  name: string
  value: string
}

/** Unique each time, with characters that are escaped in a URL or a JSON text. */
export function markedSecret(name: string): MarkedSecret {
  return { name, value: `canary+${name}/${randomBytes(9).toString('hex')}=` }
}

/** Every likely encoding of a secret by a program that does not know that it is one. */
export function formsOf({ value }: MarkedSecret): string[] {
  const bytes = Buffer.from(value)
  const forms = new Set([
    value,
    encodeURIComponent(value),
    encodeURI(value),
    JSON.stringify(value).slice(1, -1),
  ])
  for (const encoding of ['hex', 'base64', 'base64url'] as const) forms.add(bytes.toString(encoding))
  // Within a longer text, e.g. "user:password", its base64 depends on its offset; the ends mix with
  // neighbours.
  for (const before of [1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    forms.add(shifted.slice(before + 1, -2))
  }
  forms.add(bytes.toString('base64').replace(/=+$/, '').slice(0, -2))
  return [...forms]
}

/** A place that was searched, e.g. a file or the headers of a request. */
export interface Place {
  where: string
  text: string
}

/** Where secrets occur, in any encoding: one line for each, `name in where`. */
export function found(secrets: readonly MarkedSecret[], places: readonly Place[]): string[] {
  return secrets.flatMap((secret) => {
    const forms = formsOf(secret).map((form) => form.toLowerCase())
    return places
      .filter(({ text }) => forms.some((form) => text.toLowerCase().includes(form)))
      .map(({ where }) => `${secret.name} in ${where}`)
  })
}
