import { createHash } from 'node:crypto'
import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { createLibrary, type Library } from './library.ts'
import { savedIdOf } from './saved-id.ts'
import { verifySaved } from './verify-saved.ts'

const never = new AbortController().signal
const now = () => new Date('2026-11-12T08:00:00.000Z')
const source = (part: number) =>
  ({ kind: 'recording', site: 'https://one.example', confUUID: 'u', fileType: 'Hd', part }) as const
const id = (part: number) => savedIdOf(source(part))

/** A library with two files; the path of a part. */
async function twoFiles(home: string, folder: string) {
  const library: Library = createLibrary(home, () => undefined)
  await library.load()
  const path = (part: number) => join(folder, `${part}.mp4`)
  for (const part of [1, 2]) {
    const content = `film ${part}`
    writeFileSync(path(part), content)
    utimesSync(path(part), 1000, 1000)
    const sha256 = createHash('sha256').update(content).digest('hex')
    await library.add({
      ...{ source: source(part), path: path(part), bytes: content.length, sha256, title: 't' },
      savedAt: '2026-11-01T00:00:00.000Z',
    })
  }
  return { library, path }
}

test('an unchanged file is verified, and one of other content is damaged', async ({ home, folder }) => {
  const { library, path } = await twoFiles(home, folder)
  writeFileSync(path(2), 'fi1m 2')
  utimesSync(path(2), 1000, 1000)
  expect(await verifySaved(library, [id(1), id(2), '0'.repeat(32)], now, never)).toEqual({
    ok: 1,
    damaged: 1,
    unavailable: 0,
  })
  expect(library.byId(id(1))).toMatchObject({ verifiedAt: now().toISOString(), damagedAt: null })
  expect(library.byId(id(2))?.damagedAt).toBe(now().toISOString())
})

test('a file that is whole again is no longer damaged', async ({ home, folder }) => {
  const { library } = await twoFiles(home, folder)
  await library.update(source(1), { damagedAt: '2026-11-02T00:00:00.000Z' })
  await verifySaved(library, [id(1)], now, never)
  expect(library.byId(id(1))?.damagedAt).toBeNull()
})

test('a missing or replaced file is neither', async ({ home, folder }) => {
  const { library, path } = await twoFiles(home, folder)
  rmSync(path(1))
  writeFileSync(path(2), 'of another size')
  expect(await verifySaved(library, [id(1), id(2)], now, never)).toMatchObject({ ok: 0, unavailable: 2 })
  for (const part of [1, 2]) expect(library.byId(id(part))?.damagedAt ?? null).toBeNull()
})

test('stopping rejects, and no file is taken for damaged', async ({ home, folder }) => {
  const { library } = await twoFiles(home, folder)
  await expect(verifySaved(library, [id(1)], now, AbortSignal.abort())).rejects.toThrow()
  expect(library.byId(id(1))?.damagedAt ?? null).toBeNull()
  expect(library.byId(id(1))?.verifiedAt ?? null).toBeNull()
})
