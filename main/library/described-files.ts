import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../../contract/download.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { readPlainText } from '../files/open-file.ts'
import type { LibraryEntry } from './entry.ts'
import { MAX_SIDECAR_BYTES, readSidecar, type Sidecar, siteName } from './sidecar.ts'

/** Sidecars looked at in parallel. */
const AT_ONCE = 32

/**
 * What the sidecars in a folder say about its files. The folder is the truth: files that another machine or
 * another state folder has saved there are found as well as this one's.
 */
export interface DescribedFiles {
  /** Reads the sidecars that are in a folder now. None for a folder that cannot be read. */
  index(folder: string): Promise<FindDescribed>
}

/**
 * The entry of a recording's file that is in the folder, as its sidecar describes it and of its size; null if
 * there is none.
 */
export type FindDescribed = (source: Source) => Promise<LibraryEntry | null>

/** Reads each sidecar once, and again only after it has changed. */
export function createDescribedFiles(): DescribedFiles {
  /** By path. */
  const known = new Map<string, { stamp: string; sidecar: Sidecar | null }>()

  const read = async (path: string): Promise<Sidecar | null> => {
    try {
      const facts = await lstat(path)
      if (!facts.isFile() || facts.size > MAX_SIDECAR_BYTES) return null
      const stamp = `${facts.size} ${facts.mtimeMs}`
      const before = known.get(path)
      if (before?.stamp === stamp) return before.sidecar
      const found = readSidecar(await readPlainText(path, MAX_SIDECAR_BYTES))
      const sidecar = found === 'damaged' ? null : found
      known.set(path, { stamp, sidecar })
      return sidecar
    } catch {
      return null
    }
  }

  return {
    index: async (folder) => {
      const names = await readdir(folder).catch(() => [])
      const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))
      const sidecars = new Map<string, Sidecar[]>()
      for (let from = 0; from < paths.length; from += AT_ONCE)
        for (const sidecar of await Promise.all(paths.slice(from, from + AT_ONCE).map(read)))
          if (sidecar !== null) {
            const key = keyOf(sidecar)
            sidecars.set(key, [...(sidecars.get(key) ?? []), sidecar])
          }
      return async (source) => {
        if (source.kind !== 'recording') return null
        const { site, confUUID, fileType, part } = source
        const key = keyOf({ meeting: { site: siteName(site), confUUID }, fileType, part })
        for (const sidecar of sidecars.get(key) ?? []) {
          const entry = entryOf(folder, sidecar, source)
          const there = await lstat(entry.path).catch(() => null)
          if (there?.isFile() === true && there.size === entry.bytes) return entry
        }
        return null
      }
    },
  }
}

function keyOf({
  meeting: { site, confUUID },
  fileType,
  part,
}: Pick<Sidecar, 'fileType' | 'part'> & { meeting: Pick<Sidecar['meeting'], 'site' | 'confUUID'> }): string {
  return sourceKey({ kind: 'recording', site, confUUID, fileType, part })
}

function entryOf(
  folder: string,
  { file, bytes, sha256, savedAt, meeting, parts }: Sidecar,
  source: Source,
): LibraryEntry {
  const path = join(folder, file)
  return { source, path, bytes, sha256, title: meeting.subject, savedAt, startTime: meeting.start, parts }
}
