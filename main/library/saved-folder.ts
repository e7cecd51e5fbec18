import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, toFailure } from '../../contract/errors.ts'
import { askDisk } from '../files/ask-disk.ts'
import { waitForDescriptors } from '../files/descriptors.ts'
import { toDiskError, withDiskErrors } from '../files/disk-error.ts'
import { isDiskGone } from '../files/mount-point.ts'
import { readPlain, readPlainText } from '../files/open-file.ts'
import { mapConcurrently } from '../limit-concurrency.ts'
import { MAX_DESCRIPTION_BYTES } from './description.ts'
import type { FoundFile, FoundFolder, SavedFolder } from './read-folder.ts'

/** Files looked at in parallel. */
const AT_ONCE = 2

/**
 * A folder on disk. Links to files are followed, links to folders are not: they may form cycles. Rejects with
 * FOLDER_MISSING and similar errors.
 */
export function savedFolder(root: string): SavedFolder {
  const at = (path: string): string => join(root, path)
  const ask = <T>(path: string, question: () => Promise<T>): Promise<T> => askDisk(at(path), question)

  /** null: deleted meanwhile, a dangling link, or no file. */
  const look = async (path: string, isLink: boolean): Promise<FoundFile | null> => {
    const facts = await ask(path, () => stat(at(path))).catch(nullUnlessGone)
    return facts?.isFile() === true ? { path, bytes: facts.size, modifiedMs: facts.mtimeMs, isLink } : null
  }

  const read = async (
    path: string,
    signal: AbortSignal,
  ): Promise<{ files: FoundFile[]; below: string[] }> => {
    const entries = await withDiskErrors(at(path), () =>
      waitForDescriptors(() => ask(path, () => readdir(at(path), { withFileTypes: true }))),
    )
    const named = (name: string): string => (path === '' ? name : `${path}/${name}`)
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())
    const looked = await mapConcurrently(files, AT_ONCE, async (entry) => {
      signal.throwIfAborted()
      return await look(named(entry.name), entry.isSymbolicLink())
    })
    return {
      files: looked.filter((file) => file !== null),
      below: entries.filter((entry) => entry.isDirectory()).map(({ name }) => named(name)),
    }
  }

  return {
    async *folders(signal): AsyncGenerator<FoundFolder> {
      /** The next one last. */
      const left = ['']
      for (let path = left.pop(); path !== undefined; path = left.pop()) {
        signal.throwIfAborted()
        try {
          const { files, below } = await read(path, signal)
          signal.throwIfAborted()
          left.push(...below.toReversed())
          yield { path, files, failure: null }
        } catch (error) {
          if (signal.aborted) throw error
          if (path === '') throw toRead(error)
          yield { path, files: [], failure: toFailure(error).code }
        }
      }
    },
    readText: (path) =>
      withDiskErrors(at(path), () =>
        ask(path, () => readPlainText(at(path), MAX_DESCRIPTION_BYTES, 'read-linked')),
      ),
    stream: (path) => readBytes(at(path)),
    look: async (path) => {
      const facts = await ask(path, () => stat(at(path))).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw toDiskError(error, at(path))
      })
      return facts?.isFile() === true ? { bytes: facts.size, modifiedMs: facts.mtimeMs } : null
    },
  }
}

/** The failure of the whole folder; what the texts say of a folder to save to does not help here. */
function toRead(error: unknown): AppError {
  const { code, ...more } = toFailure(error)
  return new AppError(code, { ...more, params: { ...more.params, use: 'read' } }, { cause: error })
}

function nullUnlessGone(error: unknown): null {
  if (isDiskGone(error)) throw error
  return null
}

async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  const chunks = readPlain(path, 'read-linked')
  let isGone = false
  try {
    for (;;) {
      const { done, value } = await askDisk(path, () => chunks.next())
      if (done === true) return
      yield value
    }
  } catch (error) {
    // Its file is closed once the disk answers, which may be never.
    isGone = isDiskGone(error)
    throw toDiskError(error, path)
  } finally {
    if (!isGone) await chunks.return(undefined)
  }
}
