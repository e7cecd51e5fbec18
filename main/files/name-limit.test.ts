import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import { nameLimit } from './name-limit.ts'

test.runIf(isPosix)('asks the folder, and creates nothing', async ({ folder }) => {
  expect(await nameLimit(folder)).toBe(255)
  expect(await readdir(folder)).toEqual([])
})

test.for([1, 8, 143, 254, 255])('finds a limit of %i', async (limit) => {
  expect(await nameLimit('/', async (_folder, length) => length > limit)).toBe(limit)
})

test('is 255 for a folder that is missing, or refuses every name', async ({ folder }) => {
  expect(await nameLimit(join(folder, 'gone'))).toBe(255)
  expect(await nameLimit('/', async () => true)).toBe(255)
})
