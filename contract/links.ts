import { z } from 'zod'

/**
 * Schemes of links the system can hand to the app: the vendor's own, and ours. A link of ours is one of the
 * vendor's under another scheme, for whoever wants to reach this app whatever else is installed.
 */
export const LINK_SCHEMES = ['cloudlink', 'meetkeep'] as const
export const linkSchemeSchema = z.enum(LINK_SCHEMES)
export type LinkScheme = z.infer<typeof linkSchemeSchema>

/** A QR text is refused by its parser beyond 4,096 characters, by name; the wall here only bounds the message. */
export const linkTextSchema = z.string().max(100_000)

export const linkSchemeStateSchema = z.object({
  scheme: linkSchemeSchema,
  /** Does the user want such links opened here? */
  isOn: z.boolean(),
  /** Does the system hand them to this app now? */
  isOurs: z.boolean(),
  /** The app that opens them now, as the system calls it; null when there is none or the system does not say. */
  owner: z.string().nullable(),
})
export type LinkSchemeState = z.infer<typeof linkSchemeStateSchema>
