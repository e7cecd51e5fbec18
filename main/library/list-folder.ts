import { byName, type DescribedFile, readFolder } from './read-folder.ts'
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
 * scheduler, meeting ID or day (UTC), all of them, in any case; '' for all. Rejects with the errors of `walk`, and
 * when `signal` aborts.
 */
export async function listFolder(
  folder: SavedFolder,
  search: string,
  signal: AbortSignal,
): Promise<ListedRecording[]> {
  const { files, described } = await readFolder(folder, signal)
  const found = byName(files)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, ListedRecording>()
  const listed = new Set<string>()
  for (const { path, entry } of described) {
    const { source, title, startTime, bytes, sha256 } = entry
    const there = found.get(path)
    if (source.kind !== 'recording' || there?.bytes !== bytes || listed.has(path)) continue
    if (!words.every((word) => searchable(entry).includes(word))) continue
    listed.add(path)
    const key = JSON.stringify([source.site, source.confUUID])
    const group = groups.get(key) ?? {
      ...{ confUUID: source.confUUID, topic: title, start: startTime ?? null, files: [] },
    }
    groups.set(key, group)
    group.files.push({ path: there.path, fileType: source.fileType, part: source.part, bytes, sha256 })
  }
  return [...groups.values()].toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? ''))
}

function searchable({ title, meeting, startTime }: DescribedFile['entry']): string {
  const texts = [title, meeting?.scheduler ?? '', meeting?.confID ?? '', (startTime ?? '').slice(0, 10)]
  return texts.join('\n').toLowerCase()
}
