import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from './fixtures.ts'

const seen: string[] = []
let shared = ''
test.beforeAll(({ sharedFolder }) => {
  shared = sharedFolder
})

test('each test gets a separate folder, and the folder of the file', ({ folder, home, sharedFolder }) => {
  for (const path of [folder, home]) writeFileSync(join(path, 'left behind'), '')
  expect(new Set([folder, home, sharedFolder]).size).toBe(3)
  expect(sharedFolder).toBe(shared)
  seen.push(folder, home)
})

test.fails('a test that fails', ({ folder }) => {
  seen.push(folder)
  expect(folder).toBe('')
})

test('the folder of a test is removed, also after a failure, but not the folder of the file', ({
  folder,
  sharedFolder,
}) => {
  expect(seen).not.toContain(folder)
  expect(seen.filter((path) => existsSync(path))).toEqual([])
  expect(existsSync(sharedFolder)).toBe(true)
})
