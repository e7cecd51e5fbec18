import { type MinutesLink, parseMinutesLink } from './link.ts'
import type { Code, CodePart } from './readers.ts'
import { textOfBytes } from './text-of-bytes.ts'

/**
 * Joins the parts of structured-append sets (ISO/IEC 18004, 8: one text in up to 16 codes): a complete set
 * becomes one code, in the place of its first part. Parts of incomplete sets stay, marked with `part`; their
 * text is a fragment and must not be used alone. Codes that are no parts are returned unchanged. A part that
 * was found twice counts once.
 */
export function joinParts<C extends Pick<Code, 'text' | 'part'>>(codes: readonly C[]): C[] {
  const sets = new Map<string, C[]>()
  for (const code of codes)
    if (code.part !== undefined) {
      const key = `${code.part.id} ${code.part.size}`
      sets.set(key, [...(sets.get(key) ?? []), code])
    }
  const joined = new Map(
    [...sets].map(([key, set]) => [key, textOfSet(set.flatMap(({ part }) => part ?? []))]),
  )
  const placed = new Set<string>()
  return codes.flatMap((code) => {
    if (code.part === undefined) return [code]
    const key = `${code.part.id} ${code.part.size}`
    const text = joined.get(key) ?? null
    if (text === null) return [code]
    if (placed.has(key)) return []
    placed.add(key)
    const { part: _, ...rest } = code
    return [{ ...rest, text } as C]
  })
}

/** Parses the text of a code; a part of an incomplete set is refused by name. */
export function parseMinutesCode({ text, part }: Pick<Code, 'text' | 'part'>): MinutesLink {
  if (part === undefined) return parseMinutesLink(text)
  const params = { reason: 'part', part: part.index + 1, parts: part.size }
  return { ok: false, failure: { code: 'QR_INVALID', params } }
}

/** The text of a complete set; null if a part is missing, or two sets cannot be told apart. */
function textOfSet(parts: readonly CodePart[]): string | null {
  const byIndex = new Map<number, Uint8Array>()
  for (const { index, bytes } of parts) {
    const known = byIndex.get(index)
    if (known !== undefined && !isSame(known, bytes)) return null
    byIndex.set(index, bytes)
  }
  const [first] = parts
  if (first === undefined || byIndex.size !== first.size) return null
  const all = Array.from({ length: first.size }, (_, index) => byIndex.get(index))
  // As bytes: a character may begin in one part and end in the next.
  const bytes = all.flatMap((one) => (one === undefined ? [] : [...one]))
  return all.includes(undefined) ? null : textOfBytes(Uint8Array.from(bytes))
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
