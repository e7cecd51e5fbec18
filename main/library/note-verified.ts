import { join } from 'node:path'
import type { Description } from './description.ts'
import type { NoteVerified } from './verify.ts'
import { updateDescription } from './write-description.ts'

/** Notes in the descriptions below `root` when their files were verified. */
export function noteVerifiedIn(root: string): NoteVerified {
  return async (path, names, at) => {
    const change = (before: Description | null): Description | null => {
      if (before === null) return null
      const files = before.files.map((one) => (names.includes(one.file) ? { ...one, verifiedAt: at } : one))
      return { ...before, files } as Description
    }
    return await updateDescription(join(root, path), change).catch(() => false)
  }
}
