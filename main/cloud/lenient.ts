import { z } from 'zod'

/**
 * Fields of the services' answers. A missing or invalid field becomes null and never invalidates its row. An
 * empty string, true or an empty list is not a number, although z.coerce would convert them.
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

/** The id of a row; its only required field. */
export const idText = z.union([z.string().min(1), z.int().transform(String)])

export const lenientText = orNull(z.union([z.string(), z.number().transform(String)]))
/** Non-negative. */
export const lenientNumber = orNull(z.union([z.number().nonnegative(), numeral]))
export const lenientFlag = orNull(
  z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
)

/** The valid rows; [] if the value is not a list. */
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

/** Is any field set? With every field optional, any object would match. For `refine`. */
export function hasFields(fields: object): boolean {
  return Object.values(fields).some(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
}
