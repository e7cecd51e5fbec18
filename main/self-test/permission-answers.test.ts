import { expect, test, vi } from 'vitest'
import type { Session } from 'electron'
import { ASKED_PERMISSIONS as ASKED } from '../../contract/self-test.ts'
import { limitPermissions } from '../shell/security/permissions.ts'
import { permissionProblems } from './permission-answers.ts'

/** Electron's names of requested permissions, if they differ (Electron: content_converter.cc). */
const ELECTRON_NAMES: Readonly<Record<string, string>> = {
  camera: 'media',
  microphone: 'media',
  'clipboard-write': 'clipboard-sanitized-write',
  push: 'notifications',
}
const MEDIA: Readonly<Record<string, string>> = { camera: 'video', microphone: 'audio' }

type Check = (contents: null, permission: string, origin: string, details: object) => boolean

/** Electron's answer to a page with this check. */
const answersOf = (check: Check): string[] =>
  ASKED.map(({ name }) => {
    const details = name in MEDIA ? { mediaType: MEDIA[name] } : {}
    return check(null, ELECTRON_NAMES[name] ?? name, 'app://meetkeep/', details) ? 'granted' : 'denied'
  })

/** The check that the app sets on its session. */
function ourCheck(): Check {
  const setPermissionCheckHandler = vi.fn()
  const none = (): void => undefined
  limitPermissions({
    setPermissionCheckHandler,
    setPermissionRequestHandler: none,
    setDevicePermissionHandler: none,
  } as unknown as Session)
  return setPermissionCheckHandler.mock.calls[0]?.[0] as Check
}

test('the app’s own table has no problem', () => {
  expect(permissionProblems(answersOf(ourCheck()))).toEqual([])
})

test.each(ASKED.filter(({ name }) => !['camera', 'clipboard-write'].includes(name)))(
  'a table that also allows $name has one',
  ({ name }) => {
    const ours = ourCheck()
    const wider: Check = (contents, permission, origin, details) =>
      ours(contents, permission, origin, details) ||
      (permission === (ELECTRON_NAMES[name] ?? name) &&
        (details as { mediaType?: string }).mediaType === MEDIA[name])
    expect(permissionProblems(answersOf(wider))).toContain(`${name}: granted`)
  },
)

test('no check at all, one that refuses everything, and no answers have problems', () => {
  expect(permissionProblems(answersOf(() => true))).toHaveLength(ASKED.length - 2)
  expect(permissionProblems(answersOf(() => false))).toEqual(['camera: denied', 'clipboard-write: denied'])
  expect(permissionProblems([])).toHaveLength(ASKED.length)
  expect(permissionProblems(ASKED.map(() => 'unknown'))).toContain('geolocation: unknown')
  expect(permissionProblems(ASKED.map(() => 'prompt'))).toHaveLength(ASKED.length)
})
