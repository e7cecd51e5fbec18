import { z } from 'zod'

/** What the recordings of the enterprise take in the cloud. */
export const cloudStorageSchema = z.object({
  usedBytes: z.number().nonnegative(),
  /** What the enterprise has bought; null when the service does not tell. */
  totalBytes: z.number().positive().nullable(),
})
export type CloudStorage = z.infer<typeof cloudStorageSchema>
