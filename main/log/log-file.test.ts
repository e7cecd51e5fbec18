import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, vi } from 'vitest'
import { createLog, lastLines } from './log-file.ts'
import { isPosix } from '../../test/platform.ts'
import { test } from '../../test/fixtures.ts'

let file = ''
test.beforeEach(({ folder }) => {
  file = join(folder, 'logs', 'meetkeep.log')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const now = () => new Date('2026-11-25T08:00:00Z')

test('an event is one line of JSON, redacted, for the user alone', ({ folder }) => {
  createLog(file, now).info('asked https://h.example/p?token=1', {
    detail: 'Bearer abcdefgh',
    n: 3,
    ok: true,
  })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    at: '2026-11-25T08:00:00.000Z',
    level: 'info',
    message: 'asked https://h.example/p?…',
    detail: 'Bearer …',
    n: 3,
    ok: true,
  })
  if (!isPosix) return
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700)
})

test('warnings go to the terminal too, redacted', () => {
  const consoleError = vi.spyOn(console, 'error').mockReturnValue()
  createLog(file, now).warn('password=hush')
  expect(consoleError.mock.calls.flat().join()).not.toContain('hush')
  expect(consoleError).toHaveBeenCalledOnce()
})

test('any line is written unchanged', () => {
  createLog(file, now).info('100 %s of %c, 进度 %d', { note: '%o' })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    message: '100 %s of %c, 进度 %d',
    note: '%o',
  })
})

test('a full file is rotated, and the oldest lines are removed', ({ folder }) => {
  const log = createLog(file, now)
  for (const text of ['a', 'b', 'c', 'd', 'e']) log.info(text.repeat(600_000))
  expect(readdirSync(join(folder, 'logs')).toSorted()).toEqual(['meetkeep.log', 'meetkeep.old.log'])
  const letters = ['meetkeep.old.log', 'meetkeep.log'].flatMap((name) =>
    readFileSync(join(folder, 'logs', name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { message: string }).message[0]),
  )
  expect('abcde'.endsWith(letters.join(''))).toBe(true)
  expect(letters.length).toBeLessThan(5)
})

test('a folder that cannot be written does not stop the app', ({ folder }) => {
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be')
  chmodSync(join(folder, 'logs'), 0o400)
  expect(() => createLog(file, now).info('x')).not.toThrow()
})

test('the last lines are complete', async () => {
  expect(await lastLines(file, 100)).toEqual([])
  const log = createLog(file, now)
  for (const message of ['1', '2', '3']) log.info(message)
  const all = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  expect(await lastLines(file, 100_000)).toEqual(all)
  expect(await lastLines(file, (all[2]?.length ?? 0) + 10)).toEqual([all[2]])
})
