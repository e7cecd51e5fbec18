import { z } from 'zod'
import { MAX_RULES } from '../../contract/archive-rule.ts'
import { type LedgerRun, ledgerRunSchema } from '../archive/ledger-entry.ts'
import { stateFile } from '../files/state-file.ts'
import { type RuleAccount, ruleAccountSchema } from './rule-account.ts'

const memorySchema = z.object({
  version: z.literal(1),
  rules: z
    .array(
      z.object({
        id: z.string().max(64),
        /** ISO: when its last pass began; null: there was none. */
        began: z.iso.datetime().nullable(),
        /** false: the app ended amid it. */
        hasEnded: z.boolean(),
        lastPass: ledgerRunSchema.nullable(),
        /** null: the next one that is signed in. */
        account: ruleAccountSchema.nullable().default(null),
      }),
    )
    .max(MAX_RULES),
})
type Remembered = z.infer<typeof memorySchema>['rules'][number]

/**
 * When the last pass of each rule began, and how it ended, so that a restart begins no pass that is not due; and the
 * account it is for. If the file is lost, each rule begins one, for the account that is signed in.
 */
export interface RuleMemory {
  load(): Promise<void>
  get(id: string): Remembered | null
  /** Resolves when it is on disk. */
  began(id: string, at: Date): Promise<void>
  ended(id: string, run: LedgerRun): Promise<void>
  /** From now on the rule is for this account. */
  bind(id: string, account: RuleAccount | null): Promise<void>
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
  const of = (id: string): Remembered =>
    known.get(id) ?? { id, began: null, hasEnded: true, lastPass: null, account: null }
  const write = async (): Promise<void> =>
    await file.write({ version: 1, rules: [...known.values()].slice(-MAX_RULES) })
  return {
    load: async () => {
      for (const one of (await file.read()).rules) known.set(one.id, one)
    },
    get: (id) => known.get(id) ?? null,
    began: async (id, at) => {
      known.set(id, { ...of(id), began: at.toISOString(), hasEnded: false })
      await write()
    },
    ended: async (id, run) => {
      known.set(id, { ...of(id), began: run.startedAt, hasEnded: true, lastPass: run })
      await write()
    },
    bind: async (id, account) => {
      known.set(id, { ...of(id), account })
      await write()
    },
    keep: async (ids) => {
      const others = [...known.keys()].filter((id) => !ids.includes(id))
      for (const id of others) known.delete(id)
      if (others.length > 0) await write()
    },
  }
}
