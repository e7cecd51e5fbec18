/**
 * @file The only module that opens files in a folder of recordings. Such a folder may be shared, so another
 *   user can put a pipe (which never opens), a device (which never ends), or a link to a file elsewhere (which
 *   would be read or overwritten) at any name. `open-file.test.ts` checks that the modules for saved and
 *   unfinished files open nothing themselves.
 */
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, rename, stat, unlink } from 'node:fs/promises'
import { waitForDescriptors } from './descriptors.ts'
import { quarantine } from './quarantine.ts'

/** open(2); waits for a descriptor. */
export async function openWaiting(path: string, flags: number | string, mode?: number): Promise<FileHandle> {
  return await waitForDescriptors(() => open(path, flags, mode))
}

/** Windows has neither flag; links there need administrator rights, and pipes are not in folders. */
const NO_LINK = constants.O_NOFOLLOW ?? 0
const NO_WAIT = constants.O_NONBLOCK ?? 0

const READ_BYTES = 1024 * 1024

/** errno of macOS and BSD for an inappropriate file type; {@link toDiskError} maps it to DISK_ERROR. */
export const NOT_A_PLAIN_FILE = 'EFTYPE'

type Use = 'read' | 'read-linked' | 'own' | 'append'
const ACCESS: Record<Use, number> = {
  read: constants.O_RDONLY,
  'read-linked': constants.O_RDONLY,
  own: constants.O_RDWR,
  append: constants.O_WRONLY | constants.O_APPEND,
}
const isForWriting = (use: Use): boolean => use === 'own' || use === 'append'

/** Whether an error of this module means that something else than a plain file has the name. */
export function isNotPlain(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === NOT_A_PLAIN_FILE || code === 'ELOOP' || code === 'EISDIR'
}

/**
 * Opens an existing regular file. `read`: may have further hard links, as files in backups have ·
 * `read-linked`: may also be a symbolic link to a regular file · `own`, `append`: for reading and writing a file
 * that this app created, or for appending to it, with no other link. Rejects with EFTYPE for anything else, else
 * with the errors of open().
 */
export async function openPlain(path: string, use: Use): Promise<FileHandle> {
  // Looked at first: opening a device may have effects, and a socket fails with an unclear error.
  checkPlain(await (use === 'read-linked' ? stat : lstat)(path), path, use)
  const handle = await openWaiting(path, ACCESS[use] | NO_WAIT | (use === 'read-linked' ? 0 : NO_LINK))
  try {
    // Looked at again: it may have been replaced between the two calls.
    checkPlain(await handle.stat(), path, use)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

function checkPlain(found: { isFile(): boolean; nlink: number }, path: string, use: Use): void {
  if (found.isFile() && (!isForWriting(use) || found.nlink <= 1)) return
  throw notPlain(path)
}

const notPlain = (path: string): Error =>
  Object.assign(new Error(`${NOT_A_PLAIN_FILE}: not a plain file, ${path}`), { code: NOT_A_PLAIN_FILE })

/** Creates a file for reading and writing. Rejects with EEXIST if anything, even a broken link, has the name. */
export async function createPlain(path: string): Promise<FileHandle> {
  return await openWaiting(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_LINK)
}

/**
 * Creates a file in place of what has the name: removes a link or a pipe itself, never what it leads to, and
 * moves a folder aside.
 */
export async function replacePlain(path: string): Promise<FileHandle> {
  await unlink(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return
    if (!(await lstat(path)).isDirectory()) throw error
    await quarantine(path, 'set-aside', new Date())
  })
  return await createPlain(path)
}

/** Text of a small file. Rejects with EFTYPE if it is not a plain file, or larger than `maxBytes`. */
export async function readPlainText(
  path: string,
  maxBytes: number,
  use: 'read' | 'read-linked' = 'read',
): Promise<string> {
  const handle = await openPlain(path, use)
  try {
    // Some file systems report a size of 0, and the file may grow: read until there is no more.
    const { size } = await handle.stat()
    let buffer = Buffer.allocUnsafe(Math.min(size, maxBytes) + 1)
    let filled = 0
    while (filled <= maxBytes) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled)
      if (bytesRead === 0) return buffer.toString('utf8', 0, filled)
      filled += bytesRead
      if (filled === buffer.length && filled <= maxBytes)
        buffer = Buffer.concat([buffer], Math.min(2 * filled, maxBytes) + 1)
    }
    throw notPlain(path)
  } finally {
    await handle.close()
  }
}

/** What fsync answers where a file system cannot make data durable (some in user space, shared folders of VMs). */
const NO_SYNC: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

/**
 * Makes the bytes of a file durable. false: its file system cannot, and a power cut may lose what was written.
 * Rejects if it tried and failed.
 */
export async function makeDurable(
  handle: Pick<FileHandle, 'sync' | 'datasync'>,
  what: 'sync' | 'datasync',
): Promise<boolean> {
  try {
    await handle[what]()
    return true
  } catch (error) {
    if (NO_SYNC.has((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/** The bytes of a plain file, in order; the buffer is reused for each chunk. */
export async function* readPlain(
  path: string,
  use: 'read' | 'read-linked' = 'read',
): AsyncGenerator<Uint8Array> {
  const handle = await openPlain(path, use)
  try {
    const buffer = Buffer.allocUnsafe(READ_BYTES)
    for (let at = 0; ;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/**
 * Replaces a file by a copy of itself, so that an earlier handle of another process writes to a file without a
 * name. Rejects with ENOENT, EFTYPE and other errors; the file then is as before.
 */
export async function replaceWithCopy(path: string): Promise<void> {
  const fresh = `${path}.new`
  const copy = await replacePlain(fresh)
  try {
    try {
      for await (const chunk of readPlain(path)) await copy.writeFile(chunk)
      await makeDurable(copy, 'sync')
    } finally {
      await copy.close()
    }
    await rename(fresh, path)
  } catch (error) {
    await unlink(fresh).catch(() => undefined)
    throw error
  }
}

/** Makes the names in a folder durable, where folders can be opened (not on Windows). Never rejects. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await openWaiting(folder, constants.O_RDONLY | NO_WAIT)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // The file's bytes are durable; a name lost in a power cut is detected at the next start.
  }
}
