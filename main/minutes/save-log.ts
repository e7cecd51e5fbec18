import { join } from 'node:path'
import { z } from 'zod'
import { savedMinutesSchema } from '../../contract/minutes.ts'
import { stateFile } from '../files/state-file.ts'

/** A save as stored: what the page shows of it, and what a later send needs. */
export const saveSchema = savedMinutesSchema.omit({ waits: true }).extend({
  /** waiting: provably not sent yet · sending: perhaps sent · ended: done, or failed for good (`failure`). */
  step: z.enum(['waiting', 'sending', 'ended']).default('ended'),
  /** The account it was confirmed for; missing in files of earlier versions. */
  account: z.object({ baseUrl: z.string(), userId: z.string(), name: z.string() }).nullable().default(null),
})
export type Save = z.infer<typeof saveSchema>

const fileSchema = z.object({ version: z.literal(1), saves: z.array(saveSchema) })

/** Maximum number of ended saves in the history. */
const KEPT = 200

/** History of saves, newest first: one file, so that a save's whole state changes atomically. */
export interface SaveLog {
  all(): readonly Save[]
  get(id: string): Save | undefined
  /** Updates memory at once. Resolves when it is on disk, rejects when the write fails. */
  put(save: Save): Promise<void>
  load(): Promise<void>
  settled(): Promise<void>
}

export function createSaveLog(options: {
  home: string
  /** false: in memory only. */
  isKept: boolean
  onQuarantined: (path: string) => void
}): SaveLog {
  const file = stateFile<z.infer<typeof fileSchema>>(
    join(options.home, 'minutes.json'),
    fileSchema,
    () => ({ version: 1, saves: [] }),
    options.onQuarantined,
  )
  let saves: Save[] = []

  const write = async (): Promise<void> => {
    if (options.isKept) await file.write({ version: 1, saves })
  }

  return {
    all: () => saves,
    get: (id) => saves.find((save) => save.id === id),
    put: (save) => {
      const isKnown = saves.some(({ id }) => id === save.id)
      const all = isKnown ? saves.map((one) => (one.id === save.id ? save : one)) : [save, ...saves]
      // Saves that still have to be sent are never dropped.
      saves = all.filter(({ step }, index) => index < KEPT || step !== 'ended')
      return write()
    },
    load: async () => {
      if (options.isKept) saves = (await file.read()).saves
    },
    settled: () => file.settled(),
  }
}
