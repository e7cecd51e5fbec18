import { z } from 'zod'

/**
 * Fields of the services' answers. What is missing or odd becomes null and never costs the row it stands in; an
 * empty text, true or an empty list is no number, which z.coerce would make of them.
 */
const orNull = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null)

const numeral = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,9})?$/)
  .transform(Number)

/** What a row is told by; the one field that it cannot do without. */
export const idText = z.union([z.string().min(1), z.int().transform(String)])

export const lenientText = orNull(z.union([z.string(), z.number().transform(String)]))
/** Never negative. */
export const lenientNumber = orNull(z.union([z.number().nonnegative(), numeral]))
export const lenientFlag = orNull(
  z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
)

/** The rows that fit; [] for anything that is no list. */
export const lenientRows = <T extends z.ZodType>(row: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((rows): z.output<T>[] =>
      (rows ?? []).flatMap((one) => {
        const parsed = row.safeParse(one)
        return parsed.success ? [parsed.data] : []
      }),
    )

/** Any object fits fields that may all be missing: one that has none of them is some other answer. For `refine`. */
export function hasAny(fields: object): boolean {
  return Object.values(fields).some(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
}
