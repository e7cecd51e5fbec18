import { type DescribedEntry, descriptionKey, foundUntil, siteName } from '../library/description.ts'
import { byName, type FoundFile, readFolder, type SavedFolder } from '../library/read-folder.ts'
import { recordingKey } from './ledger-entry.ts'

/** A file of a recording, as the descriptions of a folder say. */
export interface FolderFile {
  /** Its key in descriptions. */
  key: string
  /** Relative to the folder, with `/`. */
  path: string
  fileType: string
  part: number
  /** Number of parts of its type. */
  parts: number
  bytes: number
  sha256: string
  verifiedAt: string | null
  /** whole: there, and of its size · missing: not there · damaged: of another size, or found to have other bytes */
  state: 'whole' | 'missing' | 'damaged'
}

/** A recording that a folder describes. */
export interface FolderRecording {
  site: string
  confUUID: string
  topic: string
  scheduler: string
  /** ISO UTC; null when unknown. */
  start: string | null
  seconds: number | null
  /** Each file once. */
  files: FolderFile[]
}

/** What a folder holds of recordings. */
export interface FolderFiles {
  /** By {@link recordingKey}. */
  recordings: ReadonlyMap<string, FolderRecording>
  /** The key of a file in descriptions is in it if the folder has the whole file. */
  whole: ReadonlyMap<string, FolderFile>
  /** Descriptions and folders below it that cannot be read. */
  unreadable: string[]
}

type Found = Omit<FolderRecording, 'files'> & { files: Map<string, FolderFile> }

const RANK: Record<FolderFile['state'], number> = { whole: 2, damaged: 1, missing: 0 }

/** Reads what a folder holds. Rejects with FOLDER_MISSING and similar errors, and when `signal` aborts. */
export async function readFolderFiles(folder: SavedFolder, signal: AbortSignal): Promise<FolderFiles> {
  const { files, closed, described, unreadable } = await readFolder(folder, signal)
  const found = byName(files)
  const byKey = new Map<string, FolderFile>()
  const recordings = new Map<string, Found>()
  for (const { path, entry } of described) {
    const { source, title, startTime = null, parts = 1, meeting, bytes, sha256, verifiedAt = null } = entry
    if (source.kind !== 'recording') continue
    const there = found.get(path)
    let state = stateOf(entry, there ?? null)
    // A pass may have put it there, or replaced it, between the listing and the reading of its description.
    if (state !== 'whole') {
      signal.throwIfAborted()
      state = stateOf(entry, await folder.look(there?.path ?? path).catch(() => there ?? null))
    }
    const { site, confUUID, fileType, part } = source
    const key = descriptionKey(source)
    const file = { key, path: there?.path ?? path, fileType, part, parts, bytes, sha256, verifiedAt, state }
    const id = recordingKey(site, confUUID)
    const recording: Found = recordings.get(id) ?? {
      ...{ site: siteName(site), confUUID, topic: title, start: startTime },
      ...{ scheduler: meeting?.scheduler ?? '', seconds: meeting?.durationSeconds ?? null, files: new Map() },
    }
    recordings.set(id, recording)
    // Two descriptions may name one file, such as after a second download of a damaged one.
    const before = recording.files.get(key)
    if (before !== undefined && RANK[before.state] >= RANK[state]) continue
    recording.files.set(key, file)
    if (state === 'whole') byKey.set(key, file)
  }
  return {
    recordings: new Map([...recordings].map(([id, one]) => [id, { ...one, files: [...one.files.values()] }])),
    whole: byKey,
    unreadable: [
      ...closed.map(({ path }) => path),
      ...unreadable.filter(({ reason }) => reason !== 'newer').map(({ path }) => path),
    ],
  }
}

function stateOf(
  entry: DescribedEntry,
  there: Pick<FoundFile, 'bytes' | 'modifiedMs'> | null,
): FolderFile['state'] {
  if (there === null) return 'missing'
  const isWhole = there.bytes === entry.bytes && foundUntil(entry, there.modifiedMs).damagedAt === null
  return isWhole ? 'whole' : 'damaged'
}

/** What a folder that does not exist holds. */
export const NO_FILES: FolderFiles = { recordings: new Map(), whole: new Map(), unreadable: [] }

/** The key in descriptions of a file of a recording. */
export function fileKey(
  { site, confUUID }: { site: string; confUUID: string },
  { fileType, part }: { fileType: string; part: number },
): string {
  return descriptionKey({ kind: 'recording', site, confUUID, fileType, part })
}
