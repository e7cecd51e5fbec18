import { appendFile, link, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import type { FileLock } from '../files/file-lock.ts'
import { openPart, type PartFile } from './part-file.ts'

const BYTES = Buffer.from('twelve bytes')

/** What another process may have done to the part file meanwhile. */
const CHANGES: Record<string, (part: string) => Promise<unknown>> = {
  'shortened it': (part) => truncate(part, 5),
  'lengthened it': (part) => appendFile(part, 'more'),
  'removed it': (part) => rm(part),
  'moved it to its final name': (part) => rename(part, part.replace('.part', '')),
  'replaced it with a copy': async (part) => {
    await writeFile(`${part}.copy`, BYTES)
    await rename(`${part}.copy`, part)
  },
  'given it a second name': (part) => link(part, `${part}.second`),
}

const lockOf = (held: { is: boolean }): FileLock => ({
  isHeld: async () => held.is,
  unlock: async () => undefined,
  isFromSilentHolder: false,
  isTakenOver: false,
})

const STEPS: Record<string, (part: PartFile) => Promise<unknown>> = {
  append: (part) => part.append([BYTES]),
  confirm: (part) => part.confirm(),
}

test.for(Object.keys(STEPS).flatMap((step) => Object.keys(CHANGES).map((change) => [step, change] as const)))(
  '%s is refused after another process has %s',
  async ([step, change], { folder }) => {
    const path = join(folder, 'film.mp4')
    const { part } = await openPart(path, 'a film')
    await part.append([BYTES])
    await CHANGES[change]?.(`${path}.part`)
    const sizes = await sizesOf(folder)
    await expect(STEPS[step]?.(part)).rejects.toMatchObject({ code: 'FILE_LOCKED' })
    expect(await sizesOf(folder)).toEqual(sizes)
    await part.close()
  },
)

test.for(['begin', 'checkpoint', 'seal', 'confirm'] as const)(
  'without the lock, %s writes nothing',
  async (step, { folder }) => {
    const path = join(folder, 'film.mp4')
    const held = { is: true }
    const { part } = await openPart(path, 'a film', lockOf(held))
    await part.append([BYTES])
    await part.checkpoint()
    held.is = false
    const journal = await readFile(`${path}.part.json`, 'utf8')
    const facts = { total: null, etag: null, lastModified: null }
    const steps = { begin: () => part.begin(facts), checkpoint: part.checkpoint, confirm: part.confirm }
    const doing = step === 'seal' ? part.seal('0'.repeat(64)) : steps[step]()
    await expect(doing).rejects.toMatchObject({ code: 'FILE_LOCKED' })
    expect(await readFile(`${path}.part.json`, 'utf8')).toBe(journal)
    expect(await readFile(`${path}.part`)).toEqual(BYTES)
    await part.close()
  },
)

test('a part of a silent holder is continued in a copy, which its handle does not reach', async ({
  folder,
}) => {
  const path = join(folder, 'film.mp4')
  const { part: theirs } = await openPart(path, 'a film')
  await theirs.append([BYTES])
  await theirs.checkpoint()
  const before = await stat(`${path}.part`)
  const lock = { ...lockOf({ is: true }), isFromSilentHolder: true }
  const { part: ours } = await openPart(path, 'a film', lock)
  expect(ours.written()).toBe(BYTES.length)
  expect((await stat(`${path}.part`)).ino).not.toBe(before.ino)
  await expect(theirs.append([BYTES])).rejects.toMatchObject({ code: 'FILE_LOCKED' })
  await ours.append([BYTES])
  await ours.confirm()
  await Promise.all([ours.close(), theirs.close()])
})

async function sizesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted()
  return await Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).size}`))
}
