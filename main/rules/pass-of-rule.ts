import { type ArchiveRule, type DryRun, MAX_DRY_RUN_ROWS } from '../../contract/archive-rule.ts'
import type { Recording } from '../../contract/recording.ts'
import { coverageOf } from '../archive/coverage.ts'
import { type FolderFiles, readFolderFiles } from '../archive/folder-files.ts'
import { type LedgerEntry, type LedgerRun, recordingKey } from '../archive/ledger-entry.ts'
import { readLedger } from '../archive/ledger.ts'
import { isExcluded } from '../archive/rule.ts'
import { lockArchive } from '../archive/watch-lock.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { freeBytes } from '../files/disk-space.ts'
import { savedFolder } from '../library/saved-folder.ts'
import { ruleOf } from './rule-of.ts'
import { carryOut, type EndedPass, type PassDeps, type PassObserver, planArchive } from './run-pass.ts'

const MINUTE_MS = 60_000
/** The unit of the sizes that the service tells, as in renderer/model/estimate.ts. */
const MEGABYTE = 1024 * 1024

export type PassOfRuleDeps = PassDeps & { requireDisk: Downloads['requireDisk'] }

const SILENT: PassObserver = {
  quarantined: () => undefined,
  planned: () => undefined,
  fetching: () => undefined,
  waiting: () => undefined,
  allowed: () => undefined,
  outcome: () => undefined,
  fetched: () => undefined,
  failed: () => undefined,
}

/**
 * One pass of a rule. Rejects with DISK_GONE and FOLDER_MISSING, so that nothing is made where the folder was, with
 * ARCHIVE_WATCHED while another process works in it, and with AUTH_REQUIRED.
 *
 * @param on `progress`: recordings that have been dealt with, of those the pass wants, from the begin of fetching on
 */
export async function passOfRule(
  deps: PassOfRuleDeps,
  rule: ArchiveRule,
  startedAt: Date,
  on: { quarantined: (path: string) => void; progress: (done: number, of: number) => void },
  interrupted: AbortSignal,
): Promise<EndedPass> {
  const { folder: root, nameTemplate, waitMinutes } = rule
  await deps.requireDisk(root)
  const lock = await lockArchive(root)
  try {
    let [done, of] = [0, 0]
    const observer: PassObserver = {
      ...SILENT,
      quarantined: on.quarantined,
      planned: (_, { toFetch, waiting }) => (of = toFetch.length + (waitMinutes > 0 ? waiting.length : 0)),
      fetching: () => on.progress(done, of),
      allowed: (others) => on.progress(done, (of += others)),
      outcome: () => on.progress((done += 1), of),
    }
    const request = { root, rule: ruleOf(rule, startedAt), startedAt, isDryRun: false, nameTemplate }
    const planned = await planArchive(deps, request, observer, interrupted)
    const waitUntil = Date.now() + waitMinutes * MINUTE_MS
    return await carryOut(deps, planned, waitUntil, observer, interrupted)
  } finally {
    await lock.unlock()
  }
}

/**
 * What a pass of a rule would do now; a folder that does not exist has nothing. Rejects with AUTH_REQUIRED, DISK_GONE
 * and other errors of the disk.
 */
export async function dryRunOfRule(
  deps: PassOfRuleDeps,
  rule: ArchiveRule,
  now: Date,
  interrupted: AbortSignal,
): Promise<DryRun> {
  const { folder: root, nameTemplate } = rule
  await deps.requireDisk(root)
  const request = { root, rule: ruleOf(rule, now), startedAt: now, isDryRun: true, nameTemplate }
  const { ledger, folder, listing, plan, failures } = await planArchive(deps, request, SILENT, interrupted)
  const { recordings } = coverageOf(ledger.entries(), folder, null)
  const complete = new Set<string>()
  for (const { class: state, entry, described } of recordings) {
    const named = entry ?? described
    if (named !== null && state === 'complete') complete.add(recordingKey(named.site, named.confUUID))
  }
  const isHere = ({ confUUID }: Recording): boolean => complete.has(recordingKey(listing.site, confUUID))
  // Those that are looked up only because they may have become more are here.
  const toFetch = plan.toFetch.filter((one) => !isHere(one))
  const excluded = listing.recordings.filter((one) => isExcluded(one, request.rule))
  const sizes = toFetch.flatMap(({ sizeMB }) => sizeMB ?? [])
  return {
    ...{ listed: listing.recordings.length, toFetch: toFetch.length, waiting: plan.waiting.length },
    here: listing.recordings.filter((one) => isHere(one) && !excluded.includes(one)).length,
    ...{ excluded: excluded.length, goneBeforeSaved: plan.gone.length },
    bytes:
      sizes.length === 0 && toFetch.length > 0 ? null : sizes.reduce((sum, size) => sum + bytesOf(size), 0),
    freeBytes: await freeBytes(root).catch(() => null),
    rows: toFetch.slice(0, MAX_DRY_RUN_ROWS).map(rowOf),
    failure: failures[0] ?? null,
  }
}

function rowOf(recording: Recording): DryRun['rows'][number] {
  const { confUUID, subject, schedulerName, startTime, durationSeconds, sizeMB } = recording
  return {
    ...{ confUUID, topic: subject, scheduler: schedulerName, start: startTime, seconds: durationSeconds },
    bytes: sizeMB === null ? null : bytesOf(sizeMB),
  }
}

function bytesOf(megabytes: number): number {
  return Math.round(megabytes * MEGABYTE)
}

/** What a report of a rule is made of (main/export/write-report.ts). */
export interface RuleReport {
  root: string
  folder: FolderFiles
  period: { from: string; to: string }
  entries: LedgerEntry[]
  lastRun: LedgerRun | null
  /** ISO. */
  madeAt: string
}

/**
 * Reads what a report of a rule lists: its period, and what earlier passes have left open. Rejects with FOLDER_MISSING
 * and other errors of the disk, and when `signal` aborts.
 */
export async function reportOfRule(rule: ArchiveRule, now: Date, signal: AbortSignal): Promise<RuleReport> {
  const root = rule.folder
  const folder = await readFolderFiles(savedFolder(root), signal)
  const ledger = await readLedger(root)
  const entries = [...(ledger?.entries() ?? [])]
  const period = ruleOf(rule, now)
  let { from } = period
  for (const { state, start } of entries)
    if (state !== 'saved' && state !== 'excluded' && start !== null && start < from) from = start
  return {
    ...{ root, folder, entries, lastRun: ledger?.lastRun() ?? null, madeAt: now.toISOString() },
    period: { from, to: period.to },
  }
}
