import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Journal } from '../../main/transfer/journal.ts'
import { OVERLAP_BYTES } from '../../main/transfer/plan.ts'
import type { SoakFile } from './service.ts'

export interface Unfinished {
  file: SoakFile
  partPath: string
  journalPath: string
  journal: Journal
  part: Buffer
}

export interface LeftBehind {
  /** Paths of files that have their final name, by name. */
  saved: Map<string, string>
  unfinished: Unfinished[]
  /**
   * What a kill may leave behind and the next run must remove: a journal being written, one of a settled
   * file…
   */
  leftovers: string[]
  /** Quarantined files, complete. */
  aside: { path: string; content: Buffer }[]
  /** Everything that must not be there, as text. */
  faults: string[]
}

/**
 * Inspects a folder in which downloads were killed. A fault is a final name with wrong or incomplete bytes,
 * one file under two final names, a journal that is unreadable or counts missing bytes, and any unexpected
 * name. `strange`: paths where the test itself put something, which must be untouched; `pending`: what the
 * app will quarantine when it gets there.
 */
export async function leftBehind(
  folder: string,
  files: SoakFile[],
  strange: ReadonlyMap<string, Buffer> = new Map(),
  pending: ReadonlyMap<string, Buffer> = new Map(),
): Promise<LeftBehind> {
  const left: LeftBehind = { saved: new Map(), unfinished: [], leftovers: [], aside: [], faults: [] }
  const names = await readdir(folder)
  for (const name of names) {
    const path = join(folder, name)
    const content = await readFile(path)
    const known = strange.get(path)
    if (known !== undefined) {
      if (!known.equals(content)) left.faults.push(`${name} was touched`)
    } else if (pending.get(path)?.equals(content) === true) continue
    else if (name.includes('.set-aside-')) left.aside.push({ path, content })
    else if (name.endsWith('.mp4')) noteSaved(path, content)
    else if (name.endsWith('.part.json')) await noteUnfinished(path, content)
    // A part without a journal is empty; a journal being written may have any content.
    else if (name.endsWith('.part')) noteIf(content.length > 0 && !names.includes(`${name}.json`), name)
    else if (name.endsWith('.json')) noteIf(!isJson(content), name)
    // A killed process leaves its locks, which the next one takes over.
    else noteIf(!/\.(?:json\.new|part\.lock|part\.lock\.left)$/.test(name), name)
  }
  return left

  function noteIf(isFault: boolean, name: string): void {
    if (isFault) left.faults.push(`${name} is not what its name says`)
  }

  function noteSaved(path: string, content: Buffer): void {
    const file = files.find((one) => one.content.equals(content))
    if (file === undefined) left.faults.push(`${path} holds wrong bytes (${content.length})`)
    else if (left.saved.has(file.name)) left.faults.push(`${file.name} was saved twice: ${path}`)
    else left.saved.set(file.name, path)
  }

  async function noteUnfinished(path: string, text: Buffer): Promise<void> {
    if (!isJson(text)) return void left.faults.push(`${path} is no journal`)
    const journal = JSON.parse(text.toString()) as Journal
    const [, , confUUID, type] = JSON.parse(journal.identity) as string[]
    const file = files.find(({ name }) => name.toLowerCase() === `${confUUID}/${type}`.toLowerCase())
    if (file === undefined) return void left.faults.push(`${path} is of no file: ${journal.identity}`)
    const partPath = path.slice(0, -'.json'.length)
    const part = await readFile(partPath).catch(() => null)
    // A sealed journal outlives its part: the file has its final name, but that has not been recorded yet.
    if (part === null && journal.sha256 !== null) return void left.leftovers.push(path)
    if (part === null || part.length < journal.durable)
      return void left.faults.push(`${path} counts ${journal.durable} of ${part?.length ?? 'no'} bytes`)
    if (!part.subarray(0, journal.durable).equals(file.content.subarray(0, journal.durable)))
      return void left.faults.push(`${path} counts wrong bytes`)
    left.unfinished.push({ file, partPath, journalPath: path, journal, part })
  }
}

function isJson(content: Buffer): boolean {
  try {
    return typeof JSON.parse(content.toString()) === 'object'
  } catch {
    return false
  }
}

/**
 * Where the next request for each file must start: 64 KiB below its journal's count, null for a request
 * without Range, 'none' if nothing is left to request.
 */
export function nextRequests(left: LeftBehind, files: SoakFile[]): Map<string, number | null | 'none'> {
  const next = new Map<string, number | null | 'none'>(files.map(({ name }) => [name, null]))
  for (const { file, journal } of left.unfinished) {
    const { durable, total } = journal
    const from = durable > OVERLAP_BYTES ? durable - OVERLAP_BYTES : null
    next.set(file.name, durable === total ? 'none' : from)
  }
  for (const name of left.saved.keys()) next.set(name, 'none')
  return next
}

export const DAMAGES = ['truncated', 'empty', 'of another version', 'of another file'] as const
export type Damage = (typeof DAMAGES)[number]

/** Corrupts a journal. Resolves to its new contents. */
export async function damageJournal({ journalPath, journal }: Unfinished, how: Damage): Promise<Buffer> {
  const text = JSON.stringify(journal)
  const damaged = {
    truncated: text.slice(0, text.length / 2),
    empty: '',
    'of another version': JSON.stringify({ ...journal, version: 2 }),
    'of another file': JSON.stringify({
      ...journal,
      identity: JSON.stringify(['recording', 'x', 'y', 'hd', 1]),
    }),
  }[how]
  await writeFile(journalPath, damaged)
  return Buffer.from(damaged)
}
