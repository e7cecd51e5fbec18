import type { Recording } from '../../contract/recording.ts'
import { MAX_TEXT, siteName } from '../library/description.ts'
import { isWhole } from './coverage.ts'
import type { FolderFiles } from './folder-files.ts'
import { type LedgerEntry, recordingKey } from './ledger-entry.ts'
import { coversTypes, isExcluded, type Rule } from './rule.ts'

/** What a pass does, before it asks for any file. */
export interface PassPlan {
  /** Recordings whose files are looked up and fetched, oldest first. */
  toFetch: Recording[]
  /** Recordings that the service has refused; asked for only once another of them is allowed. Oldest first. */
  refused: Recording[]
  /** Those that the service is still preparing, oldest first. */
  waiting: Recording[]
  /** Recordings that were listed before, are not whole here, and are no longer listed. */
  gone: LedgerEntry[]
  /** Number of files of listed recordings that the folder has. */
  alreadySaved: number
  /** Entries of the ledger that change. */
  changed: LedgerEntry[]
}

export interface Listing {
  site: string
  /** Whose recordings were listed: two lists of the same `who` and period have the same rows. */
  who: string
  /** ISO: begin of the period that was listed. */
  from: string
  recordings: readonly Recording[]
  /** false: rows may be missing, and none is called gone. */
  isComplete: boolean
}

/** Whether a pass has still to get something of a recording that an earlier one has seen. */
function isOpen({ state }: LedgerEntry): boolean {
  return state === 'waiting' || state === 'partly' || state === 'failed'
}

/**
 * ISO: where the list of a pass begins. The period of a rule that counts days back is left by recordings that were never
 * ready or failed: they stay listed until they are saved or gone.
 */
export function listedFrom(
  entries: Iterable<LedgerEntry>,
  rule: Pick<Rule, 'from' | 'isRolling'>,
  { site, who }: Pick<Listing, 'site' | 'who'>,
): string {
  let from = rule.from
  if (!rule.isRolling) return from
  for (const entry of entries)
    if (isOpen(entry) && entry.site === siteName(site) && entry.listedBy.who === who)
      if (entry.start !== null && entry.start < from) from = entry.start
  return from
}

/** What a pass does with one listed recording. */
export type Decision = 'exclude' | 'wait' | 'fetch' | 'askAgain' | 'keep'

/**
 * So many refused recordings does a pass ask for again, in turn: enough to notice that the account has got the right,
 * and few enough that hundreds of them do not cost every pass hundreds of calls.
 */
const ASKED_AGAIN = 4

/** Decides on a listed recording, given its entry and whether the folder has all files that the entry names. */
export function decide(
  recording: Recording,
  entry: LedgerEntry | undefined,
  isHere: boolean,
  rule: Rule,
): Decision {
  if (isExcluded(recording, rule)) return 'exclude'
  if (recording.state === 'transcoding') return 'wait'
  if (entry?.state === 'notAllowed' && entry.refused?.listedAs === recording.state) return 'askAgain'
  if (entry?.state !== 'saved' || !isHere || !coversTypes(entry.types, rule.types)) return 'fetch'
  // Stopped and started again: the list says so before the files are asked for.
  const hasGrown = recording.durationSeconds !== entry.seconds || recording.sizeMB !== entry.sizeMB
  return hasGrown || !isSettled(recording, entry.lookedUpAt, rule.lookBackMs) ? 'fetch' : 'keep'
}

/** Whether a recording was looked up so long after its end that no further files are expected. */
function isSettled(
  { startTime, durationSeconds, readyAt }: Recording,
  lookedUpAt: string | null,
  lookBackMs: number,
): boolean {
  if (startTime === null) return true
  const end = Date.parse(startTime) + (durationSeconds ?? 0) * 1000
  const ready = readyAt === null ? end : Date.parse(readyAt)
  return lookedUpAt !== null && Date.parse(lookedUpAt) >= Math.max(end, ready) + lookBackMs
}

/** Plans a pass from what the service lists, what the ledger says and what the folder has. `now`: ISO. */
export function planPass(
  listing: Listing,
  ledger: { entries(): Iterable<LedgerEntry>; get(key: string): LedgerEntry | undefined },
  folder: FolderFiles,
  rule: Rule,
  now: string,
): PassPlan {
  const plan: PassPlan = { toFetch: [], refused: [], waiting: [], gone: [], alreadySaved: 0, changed: [] }
  const listed = new Set<string>()
  const refused: { recording: Recording; at: string }[] = []
  for (const recording of [...listing.recordings].toSorted(byStart)) {
    const key = recordingKey(listing.site, recording.confUUID)
    listed.add(key)
    const entry = ledger.get(key)
    if (!isAsked(recording, entry, rule)) continue
    const decision = decide(recording, entry, entry !== undefined && isWhole(entry, folder), rule)
    if (decision === 'fetch') plan.toFetch.push(recording)
    if (decision === 'askAgain') refused.push({ recording, at: entry?.refused?.at ?? '' })
    if (decision === 'wait') plan.waiting.push(recording)
    if (decision !== 'exclude') plan.alreadySaved += wholeFilesOf(key, folder, rule)
    const next = entryOf(recording, entry, decision, listing, rule, now)
    if (next !== null) plan.changed.push(next)
  }
  const inTurn = refused.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ recording }) => recording)
  plan.toFetch = [...plan.toFetch, ...inTurn.slice(0, ASKED_AGAIN)].toSorted(byStart)
  plan.refused = inTurn.slice(ASKED_AGAIN).toSorted(byStart)
  if (!listing.isComplete) return plan
  for (const entry of ledger.entries())
    if (!listed.has(recordingKey(entry.site, entry.confUUID)) && isGone(entry, listing, folder, rule))
      plan.gone.push(entry)
  for (const entry of plan.gone) plan.changed.push({ ...entry, state: 'gone', since: now, until: null })
  return plan
}

function byStart(a: Recording, b: Recording): number {
  return (a.startTime ?? '').localeCompare(b.startTime ?? '')
}

/** Whether a listed recording is in the period of the rule, or was left open by an earlier pass. */
function isAsked({ startTime }: Recording, entry: LedgerEntry | undefined, { from }: Rule): boolean {
  return startTime === null || startTime >= from || (entry !== undefined && isOpen(entry))
}

/** Number of files of a recording, of the wanted types, that the folder has. */
function wholeFilesOf(key: string, folder: FolderFiles, { types }: Rule): number {
  const wanted = new Set(types.map((type) => type.toLowerCase()))
  const files = folder.recordings.get(key)?.files ?? []
  return files.filter(
    ({ state, fileType }) => state === 'whole' && (wanted.size === 0 || wanted.has(fileType.toLowerCase())),
  ).length
}

/** Whether a recording that is not listed had to be in the list. */
function isGone(entry: LedgerEntry, { site, who, from }: Listing, folder: FolderFiles, rule: Rule): boolean {
  const { state, start, listedBy } = entry
  if (state === 'gone' || state === 'excluded' || isWhole(entry, folder)) return false
  if (entry.site !== siteName(site) || listedBy.who !== who) return false
  if (rule.search !== '' && rule.search !== listedBy.search) return false
  if (start === null || start > rule.to) return false
  return start >= rule.from || (start >= from && isOpen(entry))
}

/** The entry of a listed recording before its files are asked for; null: it stays as it is. */
function entryOf(
  recording: Recording,
  before: LedgerEntry | undefined,
  decision: Decision,
  { site, who }: Listing,
  rule: Rule,
  now: string,
): LedgerEntry | null {
  const state = stateOf(decision, before)
  const until = decision === 'wait' ? recording.readyAt : null
  // A list without a search names more: it is remembered.
  const isWide = before?.listedBy.who === who && before.listedBy.search === ''
  const listedBy = { who, search: isWide ? '' : rule.search }
  if (before !== undefined && before.state === state && before.until === until)
    if (before.listedBy.who === who && before.listedBy.search === listedBy.search) return null
  return {
    ...{ site: siteName(site), confUUID: recording.confUUID, topic: recording.subject.slice(0, MAX_TEXT) },
    ...{ scheduler: recording.schedulerName.slice(0, MAX_TEXT), start: recording.startTime },
    // Those of the last look-up.
    seconds: before === undefined ? recording.durationSeconds : before.seconds,
    sizeMB: before === undefined ? recording.sizeMB : before.sizeMB,
    ...{ state, since: before?.state === state ? before.since : now, until },
    error: state === 'failed' ? (before?.error ?? null) : null,
    ...{ lookedUpAt: before?.lookedUpAt ?? null, types: before?.types ?? [], files: before?.files ?? [] },
    ...(before?.refused === undefined ? {} : { refused: before.refused }),
    listedBy,
  }
}

/** What is about to be looked up keeps what is known of it until the outcome. */
function stateOf(decision: Decision, before: LedgerEntry | undefined): LedgerEntry['state'] {
  switch (decision) {
    case 'exclude':
      return 'excluded'
    case 'wait':
      return 'waiting'
    case 'askAgain':
      return 'notAllowed'
    case 'keep':
      return 'saved'
    case 'fetch': {
      const isKnown =
        before?.state === 'saved' || before?.state === 'failed' || before?.state === 'notAllowed'
      return isKnown ? before.state : 'partly'
    }
  }
}
