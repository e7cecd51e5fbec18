import { z } from 'zod'
import { MAX_RULES } from '../../../contract/archive-rule.ts'

/** No more of a kind are remembered: rules, and folders of them, also of rules that were removed. */
const MOST = 2 * MAX_RULES

const id = z.string().max(64)
const folder = z.string().max(4096)
const count = z.number().int().min(0)
/** In ms. */
const time = z.number().finite()

/**
 * What the user was told about the archive, so that a restart does not tell it again. Each part belongs to one row of
 * the policy (notification-policy.ts).
 */
export const toldSchema = z.object({
  version: z.literal(1),
  signIn: z.boolean(),
  /** How many recordings of each folder were gone before they were saved. */
  gone: z.array(z.object({ folder, count })).max(MOST),
  /** Folders of rules whose disk is nearly full. */
  disk: z.array(folder).max(MOST),
  /** When it was told last, and of how many; `days` until the first one leaves, null: none is left. */
  leaving: z.object({ at: time, count, days: count.nullable() }).nullable(),
  /** `since`: when the rule was first seen on, or last saved something. */
  quiet: z.array(z.object({ id, since: time, isTold: z.boolean() })).max(MOST),
  /** `lastPass`: the start of the last one that was counted; `failures`: those in a row. */
  failing: z
    .array(z.object({ id, lastPass: z.string().max(40).nullable(), failures: count, isTold: z.boolean() }))
    .max(MOST),
})
export type Told = z.infer<typeof toldSchema>

export const nothingTold = (): Told => ({
  ...{ version: 1, signIn: false, gone: [], disk: [], leaving: null, quiet: [], failing: [] },
})
