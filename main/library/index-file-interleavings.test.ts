import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, vi } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { files } from '../../test/scheduler.ts'
import type { LibraryEntry } from './entry.ts'
import { createIndexFile, type IndexFile } from './index-file.ts'
import { itemLine } from './index-line.ts'

/**
 * What another process does while this one writes: it may have taken the lock over, or waited for it too long. Each
 * test forces one interleaving.
 */
vi.mock('node:fs/promises', async (original) =>
  (await import('../../test/scheduler.ts')).gatedFiles(original as () => Promise<object>),
)
afterEach(() => files.releaseAll())

const LINES = 1000
const lineOf = (n: number): string[] => {
  const source = { kind: 'recording', site: 's', confUUID: `u${n}`, fileType: 'Hd', part: 1 } as const
  const entry: LibraryEntry = {
    ...{
      source,
      path: `/films/${n}.mp4`,
      bytes: n,
      sha256: 'ab',
      title: '',
      savedAt: '2026-01-02T03:04:05.000Z',
    },
  }
  return itemLine([entry]).split('\n')
}
const numbers = ({ items }: IndexFile): number[] =>
  [...items.all()].flatMap(({ key }) => items.entries(key).map(({ bytes }) => bytes))

test('lines that were appended to a file that another process has replaced are written again', async ({
  home,
}) => {
  const path = join(home, 'library.jsonl')
  const index = createIndexFile(path, { onQuarantined: () => undefined, onTooNew: () => undefined })
  await index.append(() => lineOf(1))
  let isFirst = true
  const appending = index.append(() => {
    // The next look at the file is the one after the lines were appended.
    if (isFirst) files.hold('stat')
    isFirst = false
    return lineOf(2)
  })
  await expect.poll(() => isFirst).toBe(false)
  await files.reached('stat')
  const header = JSON.stringify({ format: 'meetkeep-library', version: 1, id: 'another' })
  writeFileSync(`${path}.other`, `${[header, ...lineOf(1), ...lineOf(3)].join('\n')}\n`)
  renameSync(`${path}.other`, path)
  files.release('stat')
  await appending
  expect(numbers(index)).toEqual([1, 3, 2])
  expect(readFileSync(path, 'utf8')).toContain('"id":"u2"')
})

test('a file that another process appends to is not replaced by one without these lines', async ({
  home,
}) => {
  const path = join(home, 'library.jsonl')
  const index = createIndexFile(path, { onQuarantined: () => undefined, onTooNew: () => undefined })
  await index.append(() => Array.from({ length: LINES }, () => lineOf(1)).flat())
  files.hold('unlink')
  const compacting = index.compact()
  await files.reached('unlink')
  appendFileSync(path, `${lineOf(2).join('\n')}\n`)
  files.release('unlink')
  await compacting
  expect(numbers(index)).toEqual([1, 2])
  expect(readFileSync(path, 'utf8')).toContain('"id":"u2"')
})
