import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { itemKey } from './index-line.ts'
import { createLibrary, type Library } from './library.ts'
import { createOutcomeBatch } from './outcome-batch.ts'
import { createVerifyQueue } from './verify-queue.ts'

const AT = '2026-11-12T08:00:00.000Z'
const sha256 = createHash('sha256').update('film').digest('hex')
const source = (n: number) =>
  ({ kind: 'recording', site: 'https://one.example', confUUID: `u${n}`, fileType: 'Hd', part: 1 }) as const
const entryOf = (library: Library, n: number) => {
  const [entry] = library.ofItem(itemKey(source(n)))
  if (entry === undefined) throw new Error(`no entry ${n}`)
  return entry
}
const verifiedIn = (library: Library): number =>
  [...library.all()].filter(({ verifiedAt }) => verifiedAt != null).length

async function filled(home: string, folder: string, count: number): Promise<Library> {
  const library = createLibrary(home, () => undefined)
  await library.load()
  const entries = Array.from({ length: count }, (_, n) => {
    const path = join(folder, `${n}.mp4`)
    writeFileSync(path, 'film')
    return { source: source(n), path, bytes: 4, sha256, title: `Meeting ${n}`, savedAt: AT }
  })
  await library.addAll(entries)
  return library
}
/** How often the index is appended to while `work` runs. */
async function writesOf(library: Library, work: (library: Library) => Promise<unknown>): Promise<number> {
  let writes = 0
  const counted: Library = {
    ...library,
    update: async (...args) => {
      writes += 1
      await library.update(...args)
    },
    updateAll: async (changes) => {
      writes += 1
      await library.updateAll(changes)
    },
  }
  await work(counted)
  return writes
}

test('verifying many files writes the index a few times, and at its end all is written', async ({
  home,
  folder,
}) => {
  const library = await filled(home, folder, 450)
  let atEnd = 0
  const writes = await writesOf(library, async (counted) => {
    const queue = createVerifyQueue({ library: counted, isDownloading: () => false })
    const ended = new Promise<void>((resolve) => {
      queue.onEnded(() => {
        atEnd = verifiedIn(library)
        resolve()
      })
    })
    await queue.add('all')
    await ended
    await queue.close()
  })
  expect(atEnd).toBe(450)
  expect(writes).toBeLessThan(45)
})

test('a batch is written when it is full, when its time is over, and when it is flushed', async ({
  home,
  folder,
}) => {
  const library = await filled(home, folder, 5)
  const byNumber = createOutcomeBatch(library, { mostFiles: 2, longestMs: 1e6 })
  const patch = { verifiedAt: AT }
  await byNumber.add(entryOf(library, 0), patch)
  expect(verifiedIn(library)).toBe(0)
  await byNumber.add(entryOf(library, 1), patch)
  expect(verifiedIn(library)).toBe(2)
  await byNumber.add(entryOf(library, 2), patch)
  await byNumber.flush()
  expect(verifiedIn(library)).toBe(3)

  const byTime = createOutcomeBatch(library, { mostFiles: 100, longestMs: 1 })
  await byTime.add(entryOf(library, 3), patch)
  await expect.poll(() => verifiedIn(library)).toBe(4)
  // Another process that opens the index finds the same.
  const other = createLibrary(home, () => undefined)
  await other.load()
  expect(verifiedIn(other)).toBe(4)
})

test('what was read of a file that was replaced or moved meanwhile says nothing of the new one', async ({
  home,
  folder,
}) => {
  const library = await filled(home, folder, 2)
  const batch = createOutcomeBatch(library)
  for (const n of [0, 1]) await batch.add(entryOf(library, n), { verifiedAt: AT })
  await library.update(source(0), { savedAt: '2026-11-13T00:00:00.000Z' })
  await library.update(source(1), { path: join(folder, 'moved.mp4') })
  await batch.flush()
  expect(verifiedIn(library)).toBe(0)
})

test('an index that cannot be written to ends no verification, and what was found is written later', async ({
  home,
  folder,
}) => {
  const library = await filled(home, folder, 2)
  const index = readFileSync(join(home, 'library.jsonl'), 'utf8')
  let isBroken = true
  const batch = createOutcomeBatch({
    updateAll: async (changes) => {
      if (isBroken) throw new Error('no space')
      await library.updateAll(changes)
    },
  })
  await batch.add(entryOf(library, 0), { verifiedAt: AT })
  await batch.flush()
  expect(readFileSync(join(home, 'library.jsonl'), 'utf8')).toBe(index)
  isBroken = false
  await batch.add(entryOf(library, 1), { verifiedAt: AT })
  await batch.flush()
  expect(verifiedIn(library)).toBe(1)
})
