import { rename, unlink } from 'node:fs/promises'
import { breather } from '../breathe.ts'
import { toDiskError } from './disk-error.ts'
import { makeDurable, replacePlain } from './open-file.ts'
import { freshPart, removeStaleParts } from './stale-parts.ts'

/** Characters written at once. */
const CHUNK = 256 * 1024

/**
 * Writes a text in small steps to a path that the user chose; what was there is replaced once all is written.
 * Throws disk errors, and what `texts` throws.
 */
export async function replaceInSteps(
  path: string,
  texts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  // Of this call alone: two processes may write the same file, and the last one counts.
  const { path: fresh, end } = await freshPart(path)
  const breathe = breather()
  try {
    await removeStaleParts(path)
    const file = await replacePlain(fresh)
    let waiting = ''
    try {
      for await (const text of texts) {
        waiting += text
        if (waiting.length >= CHUNK) {
          await file.writeFile(waiting)
          waiting = ''
        }
        await breathe()
      }
      await file.writeFile(waiting)
      await makeDurable(file, 'sync')
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  } catch (error) {
    await unlink(fresh).catch(() => undefined)
    throw toDiskError(error, path)
  } finally {
    end()
  }
}
