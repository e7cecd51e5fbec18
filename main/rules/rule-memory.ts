import { z } from 'zod'
import { MAX_RULES } from '../../contract/archive-rule.ts'
import { type LedgerRun, ledgerRunSchema } from '../archive/ledger-entry.ts'
import { stateFile } from '../files/state-file.ts'

const memorySchema = z.object({
  version: z.literal(1),
  rules: z
    .array(
      z.object({
        id: z.string().max(64),
        /** ISO: when its last pass began. */
        began: z.iso.datetime(),
        /** false: the app ended amid it. */
        hasEnded: z.boolean(),
        lastPass: ledgerRunSchema.nullable(),
      }),
    )
    .max(MAX_RULES),
})
type Remembered = z.infer<typeof memorySchema>['rules'][number]

/**
 * When the last pass of each rule began, and how it ended: so that a restart begins no pass that is not due. If the
 * file is lost, each rule begins one.
 */
export interface RuleMemory {
  load(): Promise<void>
  get(id: string): Remembered | null
  /** Resolves when it is on disk. */
  began(id: string, at: Date): Promise<void>
  ended(id: string, run: LedgerRun): Promise<void>
  /** Keeps only these. */
  keep(ids: readonly string[]): Promise<void>
}

/** @param path of the state file */
export function createRuleMemory(path: string, onQuarantined: (path: string) => void): RuleMemory {
  const file = stateFile<z.infer<typeof memorySchema>>(
    path,
    memorySchema,
    () => ({ version: 1, rules: [] }),
    onQuarantined,
  )
  const known = new Map<string, Remembered>()
  const write = async (): Promise<void> =>
    await file.write({ version: 1, rules: [...known.values()].slice(-MAX_RULES) })
  return {
    load: async () => {
      for (const one of (await file.read()).rules) known.set(one.id, one)
    },
    get: (id) => known.get(id) ?? null,
    began: async (id, at) => {
      known.set(id, {
        id,
        began: at.toISOString(),
        hasEnded: false,
        lastPass: known.get(id)?.lastPass ?? null,
      })
      await write()
    },
    ended: async (id, run) => {
      known.set(id, { id, began: run.startedAt, hasEnded: true, lastPass: run })
      await write()
    },
    keep: async (ids) => {
      const others = [...known.keys()].filter((id) => !ids.includes(id))
      for (const id of others) known.delete(id)
      if (others.length > 0) await write()
    },
  }
}
