import { z } from 'zod'

export const programSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** '' when the service leaves it empty. */
  lastUpdatedBy: z.string(),
  /** ISO; null when missing. */
  updatedAt: z.string().nullable(),
  /** The service's text with its unit, e.g. "462.71KB"; '' when missing. */
  sizeText: z.string(),
  /** Total playing time in seconds, as the service says; the materials' sum when it says nothing. */
  playSeconds: z.number(),
  materials: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      playSeconds: z.number(),
      /** false: the service gave no path to fetch it from. */
      canDownload: z.boolean(),
    }),
  ),
})
export type Program = z.infer<typeof programSchema>
