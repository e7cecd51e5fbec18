import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { APP_ID, claimIdentity } from './identity.ts'

test.each([
  ['win32', true, [[APP_ID]]],
  ['win32', false, []],
  ['darwin', true, []],
  ['linux', true, []],
] as const)('on %s, packaged: %s, Windows hears %j', (platform, isPackaged, calls) => {
  const setAppUserModelId = vi.fn()
  const setToastActivatorCLSID = vi.fn()
  claimIdentity({ isPackaged, setAppUserModelId, setToastActivatorCLSID }, platform)
  expect(setAppUserModelId.mock.calls).toEqual(calls)
  expect(setToastActivatorCLSID).toHaveBeenCalledTimes(calls.length)
})

test('the ID is the one of the installer’s shortcut', () => {
  const config = parse(readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')) as {
    appId: string
  }
  expect(APP_ID).toBe(config.appId)
})
