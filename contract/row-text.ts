import { z } from 'zod'

/**
 * A text of a listed row. Main cuts what a service sends well below this (main/cloud/lenient.ts); the bound also
 * holds for rows that the page sends back, to be exported.
 */
export const rowText = z.string().max(8000)
