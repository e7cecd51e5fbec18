import { extname } from 'node:path'
import type { Source } from '../../contract/download.ts'
import type { Watchable, WatchableFile } from '../../contract/watching.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import { readMp4Facts } from '../media/mp4-facts.ts'
import { openSaved } from './open-saved.ts'
import { savedIdOf } from './saved-id.ts'

/** Files in MP4 box format; for any other, only the player can tell whether it is whole. */
const BOX_FILES = new Set(['.mp4', '.m4v', '.m4a', '.mov', '.3gp'])

/** The watchable files of a recording, each checked on disk. No files: nothing was saved. */
export async function watchableOf(library: Library, site: string, confUUID: string): Promise<Watchable> {
  const entries = library.ofRecording(site, confUUID)
  const files = await Promise.all(
    entries.flatMap((entry) => (entry.source.kind === 'recording' ? [inspect(entry, entry.source)] : [])),
  )
  const parts = [...entries.map(({ parts: known = 1 }) => known), ...files.map(({ part }) => part)]
  return {
    title: entries.find(({ title }) => title !== '')?.title ?? '',
    startTime: entries.find(({ startTime }) => startTime != null)?.startTime ?? null,
    parts: parts.reduce((most, one) => Math.max(most, one), 0),
    files: files.toSorted((a, b) => a.part - b.part),
  }
}

async function inspect(
  entry: LibraryEntry,
  source: Extract<Source, { kind: 'recording' }>,
): Promise<WatchableFile> {
  const what = { id: savedIdOf(source), fileType: source.fileType, part: source.part }
  const nothing = { seconds: null, tracks: [] }
  const file = await openSaved(entry)
  if (typeof file === 'string') return { ...what, state: file, ...nothing }
  try {
    const facts = await readMp4Facts(async (position, size) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(size), 0, size, position)
      return buffer.subarray(0, bytesRead)
    }, entry.bytes)
    if (facts !== null) return { ...what, state: 'ready', ...facts }
    return {
      ...what,
      state: BOX_FILES.has(extname(entry.path).toLowerCase()) ? 'damaged' : 'ready',
      ...nothing,
    }
  } catch {
    return { ...what, state: 'unreadable', ...nothing }
  } finally {
    await file.close()
  }
}
