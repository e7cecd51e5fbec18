import type { Download } from '../../contract/download.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { Recording, RecordingQuery } from '../../contract/recording.ts'
import { type FolderFiles, NO_FILES, readFolderFiles } from '../archive/folder-files.ts'
import { type LedgerEntry, type LedgerRun, recordingKey } from '../archive/ledger-entry.ts'
import { type Ledger, openLedger } from '../archive/ledger.ts'
import { entryAfter, hasFailed, type RecordingOutcome } from '../archive/outcome.ts'
import { listedFrom, type Listing, type PassPlan, planPass } from '../archive/plan-pass.ts'
import type { Rule } from '../archive/rule.ts'
import type { RecordingLists } from '../cloud/recording-lists.ts'
import type { Session } from '../cloud/session.ts'
import type { LookupFailure } from '../downloads/add-when-prepared.ts'
import { savedFolder } from '../library/saved-folder.ts'
import { type DownloadsOfPass, fetchRecordings } from './fetch-recordings.ts'

export interface PassDeps {
  session: Pick<Session, 'state' | 'baseUrl'>
  recordings: Pick<RecordingLists, 'page' | 'leave'>
  downloads: DownloadsOfPass
  /** Stops what is under way when a pass is interrupted; `ids`: downloads of the pass. */
  stopDownloads: (ids: string[]) => Promise<void>
}

export interface PassRequest {
  /** Absolute path of the archive. */
  root: string
  rule: Rule
  startedAt: Date
  /** Nothing is written: a folder that does not exist yet has nothing. */
  isDryRun: boolean
  /** null: the one of the settings. */
  nameTemplate: string | null
}

/** What a pass tells while it runs. */
export interface PassObserver {
  /** The ledger was damaged, and moved to this path. */
  quarantined(path: string): void
  planned(listing: Listing, plan: PassPlan): void
  /** From now on downloads change. */
  fetching(): void
  /** A recording is still being prepared, and looked up again at that time. */
  waiting(waiting: LookupFailure, until: Date): void
  /** A recording that was refused is allowed now: so many others that were refused are asked for, too. */
  allowed(others: number): void
  /** What came of a recording whose files were asked for; once for each. */
  outcome(recording: Recording, outcome: RecordingOutcome): void
  /** All downloads of the pass, as they are after the last one that it waited for. */
  fetched(downloads: readonly Download[]): void
  /** A failure of the pass itself, which goes on. */
  failed(failure: Failure): void
}

/** A pass that knows what it has to fetch. */
export interface PlannedPass extends PassRequest {
  ledger: Ledger
  folder: FolderFiles
  listing: Listing
  plan: PassPlan
  /** Failures of the pass itself until now. */
  failures: Failure[]
}

/** How a pass ended. */
export interface EndedPass {
  run: LedgerRun
  /** Why it could not do its work, or not all of it; failures of single recordings are in the ledger. */
  failure: Failure | null
  /** The network failed: another pass may do more soon. */
  isOffline: boolean
}

/**
 * The first half of a pass: lists, reads the folder and its ledger, and writes nothing. Rejects with FOLDER_MISSING
 * and similar errors; what was listed before a failure or an interruption is kept.
 */
export async function planArchive(
  deps: PassDeps,
  request: PassRequest,
  observer: PassObserver,
  interrupted: AbortSignal,
): Promise<PlannedPass> {
  const { root, rule, startedAt, isDryRun } = request
  const failures: Failure[] = []
  const ledger = await openLedger(root, observer.quarantined)
  const folder = await readFolderFiles(savedFolder(root), interrupted).catch(
    (error: unknown): FolderFiles => {
      if (interrupted.aborted || (isDryRun && toFailure(error).code === 'FOLDER_MISSING')) return NO_FILES
      throw error
    },
  )
  const fail = (failure: Failure): void => {
    failures.push(failure)
    observer.failed(failure)
  }
  const listing = await listRecordings(deps, rule, ledger, fail, interrupted)
  const plan = planPass(listing, ledger, folder, rule, startedAt.toISOString())
  observer.planned(listing, plan)
  return { ...request, ledger, folder, listing, plan, failures }
}

/**
 * The second half: records the plan in the ledger, fetches what is missing, oldest first, and records the end. A
 * failure of the ledger is told, and the pass goes on: the folder has what counts.
 *
 * @param waitUntil ms since 1970: until when recordings that are being prepared are looked up again
 */
export async function carryOut(
  deps: PassDeps,
  { root, rule, startedAt, nameTemplate, ledger, listing, plan, failures }: PlannedPass,
  waitUntil: number,
  observer: PassObserver,
  interrupted: AbortSignal,
): Promise<EndedPass> {
  const ofFiles: Failure[] = []
  /** The downloads of the pass, by id, as they were last seen. */
  const downloads = new Map<string, Download>()
  const fail = (failure: Failure): void => {
    failures.push(failure)
    observer.failed(failure)
  }
  const record = async (entries: LedgerEntry[]): Promise<void> =>
    await ledger.put(entries).catch((error: unknown) => fail(toFailure(error)))

  await record(plan.changed)
  let gaveUp: Failure | null = null
  if (!interrupted.aborted) {
    const writes: Promise<void>[] = []
    const own = ownDownloads(deps, interrupted)
    observer.fetching()
    let isAllowedNow = false
    const onOutcome = (recording: Recording, outcome: RecordingOutcome): void => {
      if (outcome.kind === 'failed') ofFiles.push(outcome.failure)
      if (outcome.kind === 'files') for (const one of outcome.downloads) downloads.set(one.id, one)
      observer.outcome(recording, outcome)
      const before = ledger.get(recordingKey(listing.site, recording.confUUID))
      if (before === undefined) return
      if (before.state === 'notAllowed' && outcome.kind === 'files') isAllowedNow = true
      writes.push(record([entryAfter(before, recording, outcome, rule.types, new Date().toISOString())]))
    }
    const fetchAll = async (of: Pick<PassPlan, 'toFetch' | 'waiting'>): Promise<Failure | null> =>
      await fetchRecordings(
        own.downloads,
        { ...of, types: [...rule.types], folder: root, ...(nameTemplate === null ? {} : { nameTemplate }) },
        { waitUntil, onWaiting: observer.waiting, onOutcome },
        interrupted,
      )
    gaveUp = await fetchAll({ toFetch: plan.toFetch, waiting: plan.waiting })
    if (isAllowedNow && gaveUp === null && plan.refused.length > 0 && !interrupted.aborted) {
      observer.allowed(plan.refused.length)
      gaveUp = await fetchAll({ toFetch: plan.refused, waiting: [] })
    }
    if (interrupted.aborted) await deps.stopDownloads([...own.ids])
    await Promise.all(writes)
    for (const one of deps.downloads.list()) if (own.ids.has(one.id)) downloads.set(one.id, one)
    observer.fetched([...downloads.values()])
  }
  const all = [...downloads.values()]
  for (const { failure } of all.filter(hasFailed)) ofFiles.push(failure ?? { code: 'CANCELLED' })
  const isFine = failures.length + ofFiles.length + plan.gone.length === 0
  const run: LedgerRun = {
    ...{ startedAt: startedAt.toISOString(), endedAt: new Date().toISOString() },
    outcome: interrupted.aborted ? 'interrupted' : isFine ? 'done' : 'failed',
    ...{ listed: listing.recordings.length, ...savedSince(all, startedAt) },
  }
  await ledger.endRun(run).catch((error: unknown) => fail(toFailure(error)))
  return {
    run,
    failure: failures[0] ?? gaveUp,
    isOffline: [...failures, ...ofFiles].some((failure) => prerequisiteOf(failure) === 'network'),
  }
}

/** Files that were saved since a time, and their bytes. */
function savedSince(downloads: readonly Download[], since: Date): { saved: number; bytes: number } {
  // A queue that is kept may still list what was saved before.
  const saved = downloads.filter(
    ({ state, wasSavedBefore, savedAt }) =>
      state === 'saved' && !wasSavedBefore && Date.parse(savedAt ?? '') >= since.getTime(),
  )
  const bytes = saved.reduce((sum, { totalBytes, receivedBytes }) => sum + (totalBytes ?? receivedBytes), 0)
  return { saved: saved.length, bytes }
}

/** The queue, and the ids of what a pass has added to it: what is added after an interruption is stopped again. */
function ownDownloads(
  { downloads, stopDownloads }: Pick<PassDeps, 'downloads' | 'stopDownloads'>,
  interrupted: AbortSignal,
): { downloads: DownloadsOfPass; ids: ReadonlySet<string> } {
  const ids = new Set<string>()
  return {
    ids,
    downloads: {
      ...downloads,
      addRecordings: async (request) => {
        const added = await downloads.addRecordings(request)
        for (const id of added.ids) ids.add(id)
        if (interrupted.aborted) await stopDownloads(added.ids)
        return added
      },
    },
  }
}

/** Lists the period; what was listed before a failure is kept. */
async function listRecordings(
  { session, recordings }: Pick<PassDeps, 'session' | 'recordings'>,
  rule: Rule,
  ledger: Pick<Ledger, 'entries'>,
  fail: (failure: Failure) => void,
  interrupted: AbortSignal,
): Promise<Listing> {
  const { account } = session.state()
  const of = rule.allUsers ? (account?.enterpriseId ?? account?.userId) : account?.userId || account?.name
  const whose = {
    site: session.baseUrl(),
    who: JSON.stringify([rule.allUsers ? 'all' : 'own', of ?? '']),
  }
  const listing = {
    ...{ ...whose, from: listedFrom(ledger.entries(), rule, whose) },
    recordings: [] as Recording[],
    isComplete: false,
  }
  const query: RecordingQuery = {
    ...{ from: listing.from, to: rule.to, order: 'oldest' },
    ...(rule.search === '' ? {} : { search: rule.search }),
    ...(rule.allUsers ? { allUsers: true } : {}),
  }
  const leave = (): void => recordings.leave(query)
  interrupted.addEventListener('abort', leave, { once: true })
  try {
    for (let index = 0; !listing.isComplete && !interrupted.aborted; index += 1) {
      const page = await recordings.page(query, index)
      for (const recording of page.items) listing.recordings.push(recording)
      listing.isComplete = page.isLast
    }
  } catch (error) {
    if (!interrupted.aborted) fail(toFailure(error))
  } finally {
    interrupted.removeEventListener('abort', leave)
    leave()
  }
  return listing
}
