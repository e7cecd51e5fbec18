import { z } from 'zod'
import { rowText } from './row-text.ts'

/** A program as in the list. */
export const programRowSchema = z.object({
  id: rowText,
  name: rowText,
  /** '' when the service leaves it empty. */
  lastUpdatedBy: rowText,
  /** ISO; null when missing. */
  updatedAt: rowText.nullable(),
  /** The service's text with its unit, e.g. "462.71KB"; '' when missing. */
  sizeText: rowText,
  /** Total playing time in seconds as reported by the service; null when missing. */
  playSeconds: z.number().nullable(),
})
export type ProgramRow = z.infer<typeof programRowSchema>

/** A material's picture as a data: URL, because the page may not load remote content; at most about 5 MB. */
export const materialPictureSchema = z
  .string()
  .max(7_000_000)
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+$/)

export const materialSchema = z.object({
  id: z.string(),
  name: z.string(),
  playSeconds: z.number(),
  /** The service's path of the file, without its query, which may hold a secret; '' when missing. */
  path: z.string(),
  /** false: the service returned no download path. */
  canDownload: z.boolean(),
})
export type Material = z.infer<typeof materialSchema>

export const programSchema = programRowSchema.extend({
  /** The sum of the materials when the service reports nothing. */
  playSeconds: z.number(),
  materials: z.array(materialSchema),
})
export type Program = z.infer<typeof programSchema>

/** "0.00KB": the service says so of a program without files, and of one that is smaller than it counts. */
export const isZeroSize = (sizeText: string): boolean => /^0+(\.0+)?\s*[KMGT]?i?B$/i.test(sizeText.trim())
