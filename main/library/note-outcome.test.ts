import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { itemKey } from './index-line.ts'
import { createLibrary } from './library.ts'
import { noteOutcomeIn } from './note-outcome.ts'
import { createOutcomeBatch } from './outcome-batch.ts'

const AT = '2026-11-12T08:00:00.000Z'
const SOURCE = {
  ...{ kind: 'recording' as const, site: 'https://one.example', confUUID: 'u' },
  ...{ fileType: 'Hd', part: 1 },
}
const FACTS = { bytes: 4, sha256: 'ab', savedAt: '2026-11-01T00:00:00.000Z', title: 't' }

test('the index follows for the file at its path, and no other', async ({ home, folder }) => {
  const library = createLibrary(home, () => undefined)
  const path = join(folder, 'film.mp4')
  writeFileSync(path, 'film')
  await library.add({ ...FACTS, source: SOURCE, path })
  const verifiedAt = () => library.ofItem(itemKey(SOURCE))[0]?.verifiedAt ?? null
  const entry = { ...FACTS, source: SOURCE, file: 'other.mp4' }
  const outcomes = createOutcomeBatch(library)
  const note = noteOutcomeIn(folder, { library, outcomes })
  await note('film.json', [entry], AT, 'verified')
  await outcomes.flush()
  expect(verifiedAt()).toBeNull()
  await note('film.json', [{ ...entry, file: 'film.mp4' }], AT, 'verified')
  await outcomes.flush()
  expect(verifiedAt()).toBe(AT)
})

test('no index is made for that', async ({ home, folder }) => {
  const none = join(home, 'none')
  const library = createLibrary(none, () => undefined, undefined, { imports: false })
  const outcomes = createOutcomeBatch(library)
  await noteOutcomeIn(folder, { library, outcomes })(
    'film.json',
    [{ ...FACTS, source: SOURCE, file: 'film.mp4' }],
    AT,
    'verified',
  )
  await outcomes.flush()
  expect(existsSync(none)).toBe(false)
})
