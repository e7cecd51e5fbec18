import { z } from 'zod'

/** A program as the list has it. */
export const programRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** '' when the service leaves it empty. */
  lastUpdatedBy: z.string(),
  /** ISO; null when missing. */
  updatedAt: z.string().nullable(),
  /** The service's text with its unit, e.g. "462.71KB"; '' when missing. */
  sizeText: z.string(),
  /** Total playing time in seconds, as the service says; null when it says nothing. */
  playSeconds: z.number().nullable(),
})
export type ProgramRow = z.infer<typeof programRowSchema>

/** A material's picture as it crosses to the page, which loads nothing from elsewhere; at most about 5 MB. */
export const materialPictureSchema = z
  .string()
  .max(7_000_000)
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+$/)

export const materialSchema = z.object({
  id: z.string(),
  name: z.string(),
  playSeconds: z.number(),
  /** false: the service gave no path to fetch it from. */
  canDownload: z.boolean(),
})
export type Material = z.infer<typeof materialSchema>

export const programSchema = programRowSchema.extend({
  /** The materials' sum when the service says nothing. */
  playSeconds: z.number(),
  materials: z.array(materialSchema),
})
export type Program = z.infer<typeof programSchema>
