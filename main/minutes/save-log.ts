import { join } from 'node:path'
import { z } from 'zod'
import { savedMinutesSchema } from '../../contract/minutes.ts'
import { stateFile } from '../files/state-file.ts'

/** A save as it is kept: what the page sees of it, and what sending it later needs. */
export const saveSchema = savedMinutesSchema.omit({ waits: true }).extend({
  /** waiting: provably not made yet · sending: perhaps made · ended: made, or failed for good (`failure`). */
  step: z.enum(['waiting', 'sending', 'ended']).default('ended'),
  /** Whose space it was confirmed for; earlier versions did not know. */
  account: z.object({ baseUrl: z.string(), userId: z.string(), name: z.string() }).nullable().default(null),
})
export type Save = z.infer<typeof saveSchema>

const fileSchema = z.object({ version: z.literal(1), saves: z.array(saveSchema) })

/** How many ended saves are kept. */
const KEPT = 200

/** Saves made from here, newest first: one file, so that a save's whole state changes in one step. */
export interface SaveLog {
  all(): readonly Save[]
  get(id: string): Save | undefined
  /** In memory at once. Resolves when it is on disk, rejects when it cannot get there. */
  put(save: Save): Promise<void>
  load(): Promise<void>
  settled(): Promise<void>
}

export function createSaveLog(order: {
  home: string
  /** false: in memory alone. */
  isKept: boolean
  onSetAside: (path: string) => void
}): SaveLog {
  const file = stateFile<z.infer<typeof fileSchema>>(
    join(order.home, 'minutes.json'),
    fileSchema,
    () => ({ version: 1, saves: [] }),
    order.onSetAside,
  )
  let saves: Save[] = []

  const write = async (): Promise<void> => {
    if (order.isKept) await file.write({ version: 1, saves })
  }

  return {
    all: () => saves,
    get: (id) => saves.find((save) => save.id === id),
    put: (save) => {
      const isKnown = saves.some(({ id }) => id === save.id)
      const all = isKnown ? saves.map((one) => (one.id === save.id ? save : one)) : [save, ...saves]
      // What still has to be sent is never forgotten.
      saves = all.filter(({ step }, index) => index < KEPT || step !== 'ended')
      return write()
    },
    load: async () => {
      if (order.isKept) saves = (await file.read()).saves
    },
    settled: () => file.settled(),
  }
}
