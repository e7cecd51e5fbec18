import { fileKey, type FolderFiles, type FolderRecording } from './folder-files.ts'
import { type LedgerEntry, type LedgerRun, recordingKey } from './ledger-entry.ts'

/** How much of an archive is saved, from its ledger and its folder. */
export interface Coverage {
  /** Every recording that a pass has seen or the folder describes, but for those that the rule excludes. */
  recordings: number
  complete: number
  /** Neither complete nor counted below: the next pass goes on. */
  partly: number
  /** The service is still preparing them. */
  waiting: number
  failed: number
  /** No longer listed, and not whole here. */
  goneBeforeSaved: number
  /** Whole files, and their bytes. */
  files: number
  bytes: number
  /** Files that were saved and are not there. */
  missing: number
  /** Files of another size than was saved; descriptions and folders that cannot be read. */
  damaged: number
  lastRun: LedgerRun | null
}

/** A recording and its class in the coverage. */
export interface CoveredRecording {
  class: 'complete' | 'partly' | 'waiting' | 'failed' | 'notAllowed' | 'goneBeforeSaved' | 'excluded'
  entry: LedgerEntry | null
  described: FolderRecording | null
}

/** Counts what the ledger (none: []) and the folder say. */
export function coverageOf(
  entries: Iterable<LedgerEntry>,
  folder: FolderFiles,
  lastRun: LedgerRun | null,
): { coverage: Coverage; recordings: CoveredRecording[] } {
  const ledger = new Map([...entries].map((entry) => [recordingKey(entry.site, entry.confUUID), entry]))
  const keys = new Set([...ledger.keys(), ...folder.recordings.keys()])
  const recordings: CoveredRecording[] = []
  const count: Record<CoveredRecording['class'], number> = {
    ...{ complete: 0, partly: 0, waiting: 0, failed: 0, notAllowed: 0, goneBeforeSaved: 0, excluded: 0 },
  }
  const missing = new Set<string>()
  let damaged = folder.unreadable.length
  for (const key of keys) {
    const entry = ledger.get(key) ?? null
    const described = folder.recordings.get(key) ?? null
    const known = new Set<string>()
    for (const file of described?.files ?? []) {
      known.add(file.key)
      if (file.state === 'missing') missing.add(file.key)
      if (file.state === 'damaged') damaged += 1
    }
    if (entry?.state === 'saved')
      for (const file of entry.files) {
        const one = fileKey(entry, file)
        if (!known.has(one)) missing.add(one)
      }
    const found = { class: classOf(entry, described, folder), entry, described }
    count[found.class] += 1
    recordings.push(found)
  }
  const { notAllowed: _, excluded, ...classes } = count
  const files = [...folder.whole.values()]
  return {
    recordings,
    coverage: {
      recordings: recordings.length - excluded,
      ...classes,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: missing.size,
      damaged,
      lastRun,
    },
  }
}

/** Whether the user must act: what is waiting, or was interrupted, continues without that. */
export function needsAttention({ failed, goneBeforeSaved, missing, damaged }: Coverage): boolean {
  return failed + goneBeforeSaved + missing + damaged > 0
}

/** Whether the folder has all files that the last look-up of a recording named. */
export function isWhole(entry: LedgerEntry, folder: Pick<FolderFiles, 'whole'>): boolean {
  return entry.lookedUpAt !== null && entry.files.every((file) => folder.whole.has(fileKey(entry, file)))
}

function classOf(
  entry: LedgerEntry | null,
  described: FolderRecording | null,
  folder: FolderFiles,
): CoveredRecording['class'] {
  if (entry === null) return isDescribedWhole(described) ? 'complete' : 'partly'
  if (entry.state === 'waiting' || entry.state === 'excluded') return entry.state
  if (isWhole(entry, folder)) return 'complete'
  if (entry.state === 'notAllowed') return 'notAllowed'
  if (entry.state === 'gone') return 'goneBeforeSaved'
  return entry.state === 'failed' ? 'failed' : 'partly'
}

/** Whether all parts of the types that descriptions name are there: nothing tells of further types. */
function isDescribedWhole(described: FolderRecording | null): boolean {
  const files = described?.files ?? []
  const whole = files.filter(({ state }) => state === 'whole')
  if (whole.length < files.length) return false
  const parts = new Map<string, number>()
  for (const { fileType } of whole) parts.set(fileType, (parts.get(fileType) ?? 0) + 1)
  return whole.every(({ fileType, parts: of }) => (parts.get(fileType) ?? 0) >= of)
}
