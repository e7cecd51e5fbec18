import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { quarantine, quarantinePath } from './quarantine.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarantine-'))
})
afterEach(() => rm(folder, { recursive: true }))

const now = new Date('2026-01-02T03:04:05Z')

test('a damaged file is renamed in its folder to a name that every system allows', async () => {
  const path = join(folder, 'queue.json')
  await writeFile(path, 'damaged')
  const moved = await quarantine(path, 'corrupt', now)
  expect(moved).toBe(`${path}.corrupt-2026-01-02T03-04-05.000Z`)
  expect(await readdir(folder)).toEqual(['queue.json.corrupt-2026-01-02T03-04-05.000Z'])
  expect(await readFile(moved, 'utf8')).toBe('damaged')
})

test('the name contains the reason', () => {
  expect(quarantinePath('a.part', 'set-aside', now)).toBe('a.part.set-aside-2026-01-02T03-04-05.000Z')
})

test('a missing file is not moved', async () => {
  await expect(quarantine(join(folder, 'none'), 'corrupt', now)).rejects.toMatchObject({ code: 'ENOENT' })
})
