import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { withHome } from './home-path.ts'

test.each([
  ['~', homedir()],
  ['~/a b', `${homedir()}/a b`],
  ['~user/a', '~user/a'],
  ['a/~', 'a/~'],
  ['./~/a', './~/a'],
  ['', ''],
])('%j is %j', (path, full) => {
  expect(withHome(path)).toBe(full)
})
