import { basename, dirname, join } from 'node:path'
import type { Description } from './description.ts'
import type { LibraryEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { NoteVerified } from './verify.ts'
import { placesOfDescription, updateDescription } from './write-description.ts'

/**
 * Notes in the descriptions below `root`, and in the index of this machine, when their files were verified. The index
 * is not made for that, and a failure to write it is none of the archive's.
 */
export function noteVerifiedIn(root: string, library: Pick<Library, 'find' | 'update'> | null): NoteVerified {
  return async (path, files, at) => {
    for (const { source, file } of files) {
      const entry = await library?.find(source).catch(() => null)
      const isSame = entry != null && entry.path === join(root, dirname(path), file)
      if (isSame) await library?.update(source, { verifiedAt: at, damagedAt: null }).catch(() => undefined)
    }
    const names = files.map(({ file }) => file)
    return await updateDescription(join(root, path), (before) => withTime(before, names, at)).catch(
      () => false,
    )
  }
}

/** Notes in the description of a saved file when it was verified. false: it has none, or none that can be written. */
export async function noteVerified({ path }: Pick<LibraryEntry, 'path'>, at: string): Promise<boolean> {
  for (const place of placesOfDescription(path))
    if (await updateDescription(place, (before) => withTime(before, [basename(path)], at)).catch(() => false))
      return true
  return false
}

/** null: it describes none of the files. */
function withTime(before: Description | null, names: string[], at: string): Description | null {
  const wanted = new Set(names.map((name) => name.normalize('NFC')))
  const isWanted = ({ file }: { file: string }): boolean => wanted.has(file.normalize('NFC'))
  if (before?.files.some(isWanted) !== true) return null
  const files = before.files.map((one) => (isWanted(one) ? { ...one, verifiedAt: at } : one))
  return { ...before, files } as Description
}
