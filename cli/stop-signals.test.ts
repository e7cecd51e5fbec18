import { expect, test } from 'vitest'
import { isStartedByNohup } from './stop-signals.ts'

test.each([
  [{ _: '/usr/bin/nohup' }, false, true],
  [{ _: '/usr/bin/node' }, false, false],
  [{}, false, false],
  [{}, true, true],
])('environment %j, stdin write-only %s: started by nohup %s', (env, isWriteOnly, expected) => {
  expect(isStartedByNohup(env, () => isWriteOnly)).toBe(expected)
})
