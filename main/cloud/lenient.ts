import { z } from 'zod'

/**
 * @file Fields of the services' answers, each with a bound: an answer may have megabytes. A missing or invalid
 *   field becomes null and never invalidates its row. An empty string, true or an empty list is not a number,
 *   although z.coerce would convert them.
 */

/** Longest id: longer ones cannot be sent in a query or a path. */
const LONGEST_ID = 200
/** Longest text to show: topics and names have 128 characters at most in the documentation. */
const LONGEST_TEXT = 1000
/** Longest address or token: servers refuse longer heads. */
const LONGEST_EXACT = 8000
/** Rows read from one answer; the documented pages have 500 at most. */
const MAX_ROWS = 5000

const orNull = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null)

const numeral = z
  .string()
  .max(30)
  .regex(/^\d{1,15}(\.\d{1,9})?$/)
  .transform(Number)

/**
 * The start of a text, as a copy: a slice of a string keeps the whole string in memory (V8), and a list keeps
 * its rows.
 */
export function boundedCopy(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le')
}

/** A text to show, cut to this many UTF-16 units. */
export const boundedText = (most: number) =>
  orNull(z.union([z.string().transform((text) => boundedCopy(text, most)), z.number().transform(String)]))

/** A text that is useless when it is cut (an address, a token, a hash): null if it is longer. */
export const exactText = (most = LONGEST_EXACT) =>
  orNull(z.union([z.string().max(most), z.number().transform(String)]))

/** The id of a row; its only required field. */
export const idText = z.union([z.string().min(1).max(LONGEST_ID), z.int().transform(String)])

export const lenientText = boundedText(LONGEST_TEXT)
/** Non-negative and finite. */
export const lenientNumber = orNull(z.union([z.number().nonnegative().max(Number.MAX_SAFE_INTEGER), numeral]))
export const lenientFlag = orNull(
  z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
)

/** The elements of a list, at most `most` of them, not parsed; not a list: null. */
export const boundedList = (most = MAX_ROWS) =>
  z.custom<unknown[]>((value) => Array.isArray(value)).transform((rows) => rows.slice(0, most))

/** The valid rows of the first `most`; [] if the value is not a list. */
export const lenientRows = <T extends z.ZodType>(row: T, most = MAX_ROWS) =>
  boundedList(most)
    .nullish()
    .catch(null)
    .transform((rows): z.output<T>[] =>
      (rows ?? []).flatMap((one) => {
        const parsed = row.safeParse(one)
        return parsed.success ? [parsed.data] : []
      }),
    )

/** Is any field set? With every field optional, any object would match. For `refine`. */
export function hasFields(fields: object): boolean {
  return Object.values(fields).some(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
}
