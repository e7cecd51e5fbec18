import { z } from 'zod'

/**
 * Link schemes the system can route to the app: the vendor's, and our own. One of ours is a vendor link under
 * another scheme, so that it opens this app even when the vendor's client is installed.
 */
export const LINK_SCHEMES = ['cloudlink', 'meetkeep'] as const
export const linkSchemeSchema = z.enum(LINK_SCHEMES)
export type LinkScheme = z.infer<typeof linkSchemeSchema>

/**
 * The parser rejects QR texts over 4,096 characters with its own error; this limit only bounds the IPC
 * message.
 */
export const linkTextSchema = z.string().max(100_000)

export const linkSchemeStateSchema = z.object({
  scheme: linkSchemeSchema,
  /** Does the user want such links opened by this app? */
  isOn: z.boolean(),
  /** Is this app the system's current handler? */
  isOurs: z.boolean(),
  /** Name of the current handler; null when there is none or the system does not report it. */
  owner: z.string().nullable(),
})
export type LinkSchemeState = z.infer<typeof linkSchemeStateSchema>
