import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFile as writeFileAtomic } from 'atomically'
import { AppError } from '../../contract/errors.ts'
import { MAX_THUMBNAIL_BYTES, THUMBNAIL_PREFIX } from '../../contract/library.ts'
import { withDiskErrors } from '../files/disk-error.ts'
import { makeFolder, PRIVATE_FOLDER } from '../files/make-folder.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { webpSize } from '../media/webp-size.ts'
import type { Library } from './library.ts'

/** About 50 MB. The one made longest ago is removed first; it is made again when its row is shown. */
const MOST = 4000
const LARGEST_SIDE = 640

/** Small pictures of saved recordings, in the state folder; they can be made again at any time. */
export interface Thumbnails {
  /** A data URL; null if there is none. */
  read(id: string): Promise<string | null>
  /**
   * [Note: thumbnails] The page makes the pictures, because only it can decode films. What it sends is kept only as
   * the picture of a recording in the library, and only if it is a small WebP: a page under foreign control can write
   * nothing else. NOT_FOUND, BAD_INPUT.
   */
  save(id: string, picture: string): Promise<void>
  /** Removes the picture of a file that has left the library. One that cannot be removed stays. */
  remove(id: string): Promise<void>
}

export function createThumbnails(home: string, library: Pick<Library, 'byId'>, most = MOST): Thumbnails {
  const folder = join(home, 'thumbnails')
  const pathOf = (id: string): string => join(folder, `${id}.webp`)
  const oneAtATime = limitConcurrency(1)
  /** Names, in the order they were made; null until the folder has been read. */
  let names: Set<string> | null = null

  const isRecording = (id: string): boolean => library.byId(id)?.source.kind === 'recording'

  const store = async (id: string, bytes: Uint8Array): Promise<void> => {
    await makeFolder(folder, PRIVATE_FOLDER)
    names ??= new Set(await byAge(folder))
    await writeFileAtomic(pathOf(id), Buffer.from(bytes), { mode: 0o600, fsync: false })
    names.delete(`${id}.webp`)
    names.add(`${id}.webp`)
    for (const name of names) {
      if (names.size <= most) break
      names.delete(name)
      await rm(join(folder, name), { force: true })
    }
  }

  return {
    read: async (id) => {
      if (!isRecording(id)) return null
      const bytes = await readFile(pathOf(id)).catch(() => null)
      return bytes !== null && isThumbnail(bytes) ? THUMBNAIL_PREFIX + bytes.toString('base64') : null
    },
    save: async (id, picture) => {
      if (!isRecording(id)) throw new AppError('NOT_FOUND')
      const bytes = Buffer.from(picture.slice(THUMBNAIL_PREFIX.length), 'base64')
      if (!picture.startsWith(THUMBNAIL_PREFIX) || !isThumbnail(bytes))
        throw new AppError('BAD_INPUT', { detail: 'not a thumbnail' })
      await oneAtATime(() => withDiskErrors(folder, () => store(id, bytes)))
    },
    // After a picture that is just being stored.
    remove: (id) =>
      oneAtATime(async () => {
        names?.delete(`${id}.webp`)
        await rm(pathOf(id), { force: true }).catch(() => undefined)
      }),
  }
}

function isThumbnail(bytes: Uint8Array): boolean {
  const size = bytes.length <= MAX_THUMBNAIL_BYTES ? webpSize(bytes) : null
  return size !== null && Math.max(size.width, size.height) <= LARGEST_SIDE
}

async function byAge(folder: string): Promise<string[]> {
  const found: { name: string; at: number }[] = []
  for (const name of await readdir(folder)) {
    const facts = name.endsWith('.webp') ? await stat(join(folder, name)).catch(() => null) : null
    if (facts !== null) found.push({ name, at: facts.mtimeMs })
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ name }) => name)
}
