import { basename, dirname, join } from 'node:path'
import type { Description } from './description.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { OutcomeBatch } from './outcome-batch.ts'
import type { NoteOutcome, ReadOutcome } from './verify.ts'
import { placesOfDescription, updateDescription } from './write-description.ts'

/**
 * Notes in the descriptions below `root`, and with the batch in the index of this machine, what reading their files
 * found. The index is not made for that, and a failure to write it is none of the archive's.
 */
export function noteOutcomeIn(
  root: string,
  index: { library: Pick<Library, 'find'>; outcomes: Pick<OutcomeBatch, 'add'> } | null,
): NoteOutcome {
  return async (path, files, at, outcome) => {
    for (const { source, file, modifiedMs } of files) {
      const entry = await index?.library.find(source).catch(() => null)
      const isSame = entry != null && entry.path === join(root, dirname(path), file)
      const patch = { ...timesOf(outcome, at), ...(modifiedMs === undefined ? {} : { modifiedMs }) }
      if (isSame) await index?.outcomes.add(entry, patch)
    }
    const names = files.map(({ file }) => file)
    return await updateDescription(join(root, path), (before) =>
      withOutcome(before, names, outcome, at),
    ).catch(() => false)
  }
}

/** Notes in the description of a saved file what reading it found. false: it has none, or none that can be written. */
export async function noteOutcome(
  { path }: Pick<LibraryEntry, 'path'>,
  outcome: ReadOutcome,
  at: string,
): Promise<boolean> {
  const change = (before: Description | null): Description | null =>
    withOutcome(before, [basename(path)], outcome, at)
  for (const place of placesOfDescription(path))
    if (await updateDescription(place, change).catch(() => false)) return true
  return false
}

/** What the index says of a file after it was read. */
export function timesOf(outcome: ReadOutcome, at: string): Pick<LibraryEntry, 'verifiedAt' | 'damagedAt'> {
  return outcome === 'verified' ? { verifiedAt: at, damagedAt: null } : { damagedAt: at }
}

/** null: it describes none of the files. */
function withOutcome(
  before: Description | null,
  names: string[],
  outcome: ReadOutcome,
  at: string,
): Description | null {
  const wanted = new Set(names.map((name) => name.normalize('NFC')))
  const isWanted = ({ file }: { file: string }): boolean => wanted.has(file.normalize('NFC'))
  if (before?.files.some(isWanted) !== true) return null
  const files = before.files.map((one) => {
    if (!isWanted(one)) return one
    const { damagedAt: _, ...rest } = one
    return outcome === 'verified' ? { ...rest, verifiedAt: at } : { ...rest, damagedAt: at }
  })
  return { ...before, files } as Description
}
