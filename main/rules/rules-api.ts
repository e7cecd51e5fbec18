import type { ArchiveRule, DryRun, RuleState } from '../../contract/archive-rule.ts'
import type { RecordingLists } from '../cloud/recording-lists.ts'
import type { Session } from '../cloud/session.ts'
import type { Downloads } from '../downloads/downloads.ts'
import type { Log } from '../interfaces.ts'
import type { RuleReport } from './pass-of-rule.ts'
import type { RuleMemory } from './rule-memory.ts'

/** What the rules keep by themselves: the app archives while it runs. */
export interface ArchiveRules {
  list(): { rules: ArchiveRule[]; states: RuleState[] }
  /** Adds a rule, or replaces the one with its id. BAD_INPUT for names or a time zone that are not valid. */
  save(rule: ArchiveRule): void
  remove(id: string): void
  /** Begins a pass now, or ends the one that runs. NOT_FOUND for an unknown id. */
  act(id: string, action: 'run' | 'stop'): void
  /** What a pass would do now; CANCELLED if another dry run begins, or it is cancelled. */
  dryRun(rule: ArchiveRule): Promise<DryRun>
  cancelDryRun(): void
  /** NOT_FOUND for an unknown id. */
  report(id: string): Promise<RuleReport>
  /** Called when rules or their states changed. Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
  /** Reads what is remembered, and begins the passes that are due from now on. */
  start(): Promise<void>
  /** Ends the pass that runs; its downloads go on with the next start. */
  close(): Promise<void>
}

export interface Clock {
  now(): Date
  /** Calls `then` once after so many ms. Returns a function that prevents that. */
  wait(ms: number, then: () => void): () => void
}

export interface ArchiveRulesDeps {
  rules: () => readonly ArchiveRule[]
  /** Throws errors of the disk. */
  keepRules: (rules: ArchiveRule[]) => void
  memory: RuleMemory
  session: Pick<Session, 'state' | 'baseUrl' | 'onChange'>
  recordings: Pick<RecordingLists, 'page' | 'leave'>
  downloads: Pick<Downloads, 'addRecordings' | 'list' | 'onChange' | 'retry' | 'pause' | 'requireDisk'>
  log: Log
  onStateQuarantined: (path: string) => void
  clock?: Clock
}
