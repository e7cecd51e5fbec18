import { expect, test } from 'vitest'
import { stubSystems } from './stub-systems.mjs'

test.each([
  ['linux', ['linux', 'windows', 'mac']],
  ['darwin', ['linux', 'windows', 'mac']],
  ['win32', ['linux', 'windows']],
] as const)('on %s packages are built for %j', (platform, systems) => {
  expect(stubSystems(platform)).toEqual(systems)
})
