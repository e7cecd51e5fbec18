import { lstat, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Source } from '../../contract/download.ts'
import { askDisk } from '../files/ask-disk.ts'
import { waitForDescriptors } from '../files/descriptors.ts'
import { readPlainText } from '../files/open-file.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import {
  type Description,
  describedEntries,
  descriptionKey,
  foundUntil,
  MAX_DESCRIPTION_BYTES,
  readDescription,
} from './description.ts'
import type { LibraryEntry } from './entry.ts'
import { placesOfDescription } from './write-description.ts'

/** Files and folders looked at in parallel. */
const AT_ONCE = 16
/** Folders below the one asked about; deeper ones are not read. */
const DEEPEST = 8
/** Folders read in all; a larger archive is not read further. */
const MOST_FOLDERS = 200_000
/** A folder that changed so recently may change again without its time telling, on disks that count seconds. */
const SETTLED_MS = 3000

/**
 * What the descriptions in a folder and below it say about its files. The folder is the truth: files that another
 * machine or another state folder has saved there are found as well as this one's.
 */
export interface DescribedFiles {
  /**
   * Reads the descriptions that are in a folder now, in small steps. Links to folders are not followed. None for a
   * folder that cannot be read.
   */
  index(folder: string): Promise<FindDescribed>
  /** What the descriptions that a file at `path` would have say of this source now, as {@link FindDescribed}. */
  at(path: string, source: Source): Promise<LibraryEntry[]>
}

/** The entries of a file that is in the folder, as the descriptions say and of their size. */
export type FindDescribed = (source: Source) => Promise<LibraryEntry[]>

interface KnownFolder {
  modifiedMs: number
  /** Paths. */
  folders: string[]
  /** The path of a description by the key of each of its files. */
  described: { key: string; path: string }[]
}

/** Reads each folder once, and again only after it has changed: a description is always replaced whole. */
export function createDescribedFiles(): DescribedFiles {
  /** By path. */
  const known = new Map<string, KnownFolder>()
  const inTurn = limitConcurrency(AT_ONCE)

  const read = async (folder: string): Promise<KnownFolder | null> => {
    try {
      const { mtimeMs: modifiedMs } = await inTurn(() => askDisk(folder, () => lstat(folder)))
      const before = known.get(folder)
      if (before?.modifiedMs === modifiedMs) return before
      const readAt = Date.now()
      const entries = await inTurn(() =>
        waitForDescriptors(() => askDisk(folder, () => readdir(folder, { withFileTypes: true }))),
      )
      const folders = entries.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name))
      const paths = entries.filter(({ name }) => name.endsWith('.json')).map(({ name }) => join(folder, name))
      const claims: Claim[] = []
      for (let from = 0; from < paths.length; from += AT_ONCE)
        for (const some of await Promise.all(
          paths.slice(from, from + AT_ONCE).map((path) => inTurn(() => claimsAt(path))),
        ))
          claims.push(...some)
      const described = withoutContradictions(claims).map(({ key, path }) => ({ key, path }))
      const found = { modifiedMs, folders, described }
      if (Math.abs(readAt - modifiedMs) > SETTLED_MS) known.set(folder, found)
      else known.delete(folder)
      return found
    } catch {
      known.delete(folder)
      return null
    }
  }

  return {
    index: async (folder) => {
      const paths = new Map<string, string[]>()
      let folders = [folder]
      let left = MOST_FOLDERS
      for (let depth = 0; folders.length > 0 && depth <= DEEPEST && left > 0; depth += 1) {
        const below: string[] = []
        for (let from = 0; from < folders.length && left > 0; from += AT_ONCE) {
          const some = folders.slice(from, from + AT_ONCE)
          left -= some.length
          for (const found of await Promise.all(some.map(read))) {
            for (const { key, path } of found?.described ?? [])
              paths.set(key, [...(paths.get(key) ?? []), path])
            for (const one of found?.folders ?? []) below.push(one)
          }
        }
        folders = below
      }
      return (source) => entriesOf(source, paths.get(descriptionKey(source)) ?? [])
    },
    at: async (path, source) => {
      const claims = await Promise.all(placesOfDescription(path).map(claimsAt))
      const key = descriptionKey(source)
      const own = withoutContradictions(claims.flat()).filter((claim) => claim.key === key)
      return await entriesOf(source, [...new Set(own.map((claim) => claim.path))])
    },
  }
}

async function entriesOf(source: Source, paths: string[]): Promise<LibraryEntry[]> {
  const key = descriptionKey(source)
  const found = await Promise.all(paths.map((path) => entriesAt(path, key)))
  return found.flat().map((entry) => ({ ...entry, source }))
}

/** What a description says of one of its files, and the path of that description. */
interface Claim {
  key: string
  path: string
  file: string
  bytes: number
}

async function claimsAt(path: string): Promise<Claim[]> {
  const description = await descriptionAt(path)
  if (description === null) return []
  return describedEntries(description).map(({ source, file, bytes }) => ({
    ...{ key: descriptionKey(source), path, file: file.normalize('NFC'), bytes },
  }))
}

/** Without those that give one file to different recordings: at most one of them is right. All are of one folder. */
function withoutContradictions(claims: Claim[]): Claim[] {
  const keys = new Map<string, string | null>()
  const nameOf = ({ file, bytes }: Claim): string => `${bytes} ${file}`
  for (const claim of claims) {
    const name = nameOf(claim)
    const before = keys.get(name)
    keys.set(name, before === undefined || before === claim.key ? claim.key : null)
  }
  return claims.filter((claim) => keys.get(nameOf(claim)) === claim.key)
}

/** The files of this key that the description at `path` names, and that are there with their size. */
async function entriesAt(path: string, key: string): Promise<LibraryEntry[]> {
  const description = await descriptionAt(path)
  if (description === null) return []
  const found: LibraryEntry[] = []
  for (const { file, ...entry } of describedEntries(description)) {
    if (descriptionKey(entry.source) !== key) continue
    const there = await fileAt(dirname(path), file)
    if (there?.bytes !== entry.bytes) continue
    found.push({ ...entry, ...foundUntil(entry, there.modifiedMs), path: there.path })
  }
  return found
}

/** A file by its name, also if the disk has it decomposed, as a copy from HFS+, or composed. null: none is there. */
async function fileAt(
  folder: string,
  name: string,
): Promise<{ path: string; bytes: number; modifiedMs: number } | null> {
  for (const spelled of new Set([name, name.normalize('NFC'), name.normalize('NFD')])) {
    const path = join(folder, spelled)
    const there = await askDisk(path, () => lstat(path)).catch(() => null)
    if (there?.isFile() === true) return { path, bytes: there.size, modifiedMs: there.mtimeMs }
  }
  return null
}

/** null for anything but a description of this version. */
async function descriptionAt(path: string): Promise<Description | null> {
  try {
    const text = await askDisk(path, () => readPlainText(path, MAX_DESCRIPTION_BYTES))
    const found = readDescription(text)
    return typeof found === 'string' ? null : found
  } catch {
    return null
  }
}
