import { rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Description } from './description.ts'
import { removeFromDescription } from './remove-files.ts'
import {
  isOfMeeting,
  placesOfDescription,
  readDescriptionAt,
  updateDescription,
  writeDescription,
} from './write-description.ts'

/**
 * Lets the description of a file follow it from one path to another, unless there is one there already. Rejects with
 * an AppError of the disk.
 */
export async function moveDescription(from: string, to: string): Promise<void> {
  if (from === to || (await describedAt(to)) !== null) return
  const before = await describedAt(from)
  if (before === null) return
  const rename = (description: Description | null): Description | null => renamed(description, from, to)
  if (
    dirname(from) === dirname(to) &&
    isOfMeeting(before.place) &&
    (await updateDescription(before.place, rename))
  )
    return
  const moved = rename(before.description)
  if (moved === null) return
  await writeDescription(to, moved, 'file')
  await removeFromDescription(from, (path) => rm(path))
}

/** What is said of the one file at `path`, and where; null if nothing is. */
async function describedAt(path: string): Promise<{ place: string; description: Description } | null> {
  for (const place of placesOfDescription(path)) {
    const found = await readDescriptionAt(place)
    const files = found?.files.filter(({ file }) => isNamed(file, path)) ?? []
    if (found !== null && files.length > 0) return { place, description: { ...found, files } as Description }
  }
  return null
}

const isNamed = (file: string, path: string): boolean =>
  file.normalize('NFC') === basename(path).normalize('NFC')

/** null: it does not describe the file. */
function renamed(before: Description | null, from: string, to: string): Description | null {
  if (before?.files.some(({ file }) => isNamed(file, from)) !== true) return null
  const files = before.files.map((one) => (isNamed(one.file, from) ? { ...one, file: basename(to) } : one))
  return { ...before, files } as Description
}
