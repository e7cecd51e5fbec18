import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ErrorCode, toFailure } from '../../contract/errors.ts'
import { waitForDescriptors } from '../files/descriptors.ts'
import { toDiskError, withDiskErrors } from '../files/disk-error.ts'
import { readPlain, readPlainText } from '../files/open-file.ts'
import { MAX_DESCRIPTION_BYTES } from './description.ts'
import type { SavedFolder } from './read-folder.ts'

/**
 * A folder on disk. Links to files are followed, links to folders are not: they may form cycles. Rejects with
 * FOLDER_MISSING and similar errors.
 */
export function savedFolder(root: string): SavedFolder {
  const at = (path: string): string => join(root, path)

  const readFolder = async (
    folder: string,
    found: { files: { path: string; bytes: number }[]; closed: { path: string; code: ErrorCode }[] },
  ): Promise<void> => {
    const entries = await withDiskErrors(at(folder), () =>
      waitForDescriptors(() => readdir(at(folder), { withFileTypes: true })),
    )
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory())
        await readFolder(path, found).catch((error: AppError) =>
          found.closed.push({ path, code: toFailure(error).code }),
        )
      else if (entry.isFile() || entry.isSymbolicLink()) {
        // Skips files deleted meanwhile and dangling links.
        const facts = await stat(at(path)).catch(() => null)
        if (facts?.isFile() === true) found.files.push({ path, bytes: facts.size })
      }
    }
  }

  return {
    walk: async () => {
      const found: Awaited<ReturnType<SavedFolder['walk']>> = { files: [], closed: [] }
      await readFolder('', found).catch((error: AppError) => {
        const { code, ...more } = toFailure(error)
        // What the texts say of a folder to save to does not help here.
        throw new AppError(code, { ...more, params: { ...more.params, use: 'read' } }, { cause: error })
      })
      return found
    },
    readText: (path) =>
      withDiskErrors(at(path), () => readPlainText(at(path), MAX_DESCRIPTION_BYTES, 'read-linked')),
    stream: (path) => read(at(path)),
  }
}

async function* read(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* readPlain(path, 'read-linked')
  } catch (error) {
    throw toDiskError(error, path)
  }
}
