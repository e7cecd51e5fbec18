import { byName, claimsOf, type DescribedFile, readFolders } from './read-folder.ts'
import type { SavedFolder } from './read-folder.ts'

/** A recording of a folder, by its descriptions. */
export interface ListedRecording {
  confUUID: string
  topic: string
  /** ISO; null when unknown. */
  start: string | null
  files: { path: string; fileType: string; part: number; bytes: number; sha256: string }[]
}

/**
 * The recordings of a folder whose files are there with their size, newest first. `search`: words of topic,
 * scheduler, meeting ID or day (UTC), all of them, in any case; '' for all. Rejects with the errors of
 * {@link readFolders}.
 */
export async function listFolder(
  folder: SavedFolder,
  search: string,
  signal: AbortSignal,
): Promise<ListedRecording[]> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, ListedRecording>()
  for await (const read of readFolders(folder, signal)) {
    const found = byName(read.files)
    for (const [path, claim] of claimsOf(read)) {
      if (claim.kind !== 'explained') continue
      const { source, title, startTime, bytes, sha256 } = claim.entry
      if (source.kind !== 'recording') continue
      if (!words.every((word) => searchable(claim.entry).includes(word))) continue
      const key = JSON.stringify([source.site, source.confUUID])
      const group = groups.get(key) ?? {
        ...{ confUUID: source.confUUID, topic: title, start: startTime ?? null, files: [] },
      }
      groups.set(key, group)
      const { fileType, part } = source
      group.files.push({ path: found.get(path)?.path ?? path, fileType, part, bytes, sha256 })
    }
  }
  return [...groups.values()].toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? ''))
}

function searchable({ title, meeting, startTime }: DescribedFile['entry']): string {
  const texts = [title, meeting?.scheduler ?? '', meeting?.confID ?? '', (startTime ?? '').slice(0, 10)]
  return texts.join('\n').toLowerCase()
}
