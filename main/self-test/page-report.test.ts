import { expect, test } from 'vitest'
import { ASKED_PERMISSIONS } from '../../contract/self-test.ts'
import {
  judgeCode,
  judgeFeatures,
  judgeFilm,
  judgeIsolation,
  judgePermissions,
  judgeThumbnail,
} from './page-report.ts'

const done = <T>(value: T) => ({ status: 'done', value }) as const
const broken = { status: 'failed', error: 'why' } as const

test('a check that the page could not run fails with its reason', () => {
  for (const finding of [
    judgeIsolation(broken, false),
    judgeCode(broken, ''),
    judgeFilm(broken),
    judgeThumbnail(broken),
    judgeFeatures(broken, false),
    judgePermissions(broken),
  ])
    expect(finding).toEqual({ ok: false, detail: 'why' })
})

test.each([
  ['as it should be', {}, true],
  ['with something of Node', { leaks: ['process'] }, false],
  ['with a bridge that takes anything', { tookUnknownCall: true }, false],
  ['at another address', { address: 'https://app/index.html' }, false],
  ['at another host', { address: 'app://other/index.html' }, false],
  ['at no address', { address: '' }, false],
])('a page %s', (_what, change, ok) => {
  const value = {
    address: 'app://meetkeep/index.html#/recordings',
    leaks: [],
    tookUnknownCall: false,
    ...change,
  }
  expect(judgeIsolation(done(value), false).ok).toBe(ok)
})

test('the page of the stand-in has another address, and no Node either', () => {
  const value = { address: 'http://127.0.0.1:1/', leaks: [] as string[], tookUnknownCall: false }
  expect(judgeIsolation(done(value), true).ok).toBe(true)
  expect(judgeIsolation(done({ ...value, leaks: ['require'] }), true).ok).toBe(false)
})

test.each([
  [['cloudlink://x'], true, true],
  [['cloudlink://x'], false, false],
  [['cloudlink://y'], true, false],
  [[], true, false],
])('a code read as %j, WebAssembly %s', (texts, hasWebAssembly, ok) => {
  expect(judgeCode(done({ texts, hasWebAssembly }), 'cloudlink://x').ok).toBe(ok)
})

test.each([
  ['played and sought', {}, true],
  ['stood still', { played: 0 }, false],
  ['did not seek', { soughtTo: 0 }, false],
  ['has sound alone', { width: 0, height: 0 }, false],
])('a film that %s', (_what, change, ok) => {
  const value = { played: 1.2, soughtTo: 3, wanted: 3, width: 640, height: 360, ...change }
  expect(judgeFilm(done(value)).ok).toBe(ok)
})

test('a thumbnail was made, or not', () => {
  expect(judgeThumbnail(done(4000)).ok).toBe(true)
  expect(judgeThumbnail(done(0)).ok).toBe(false)
})

test.each([
  [['camera', 'fullscreen', 'ch-ua'], false, true],
  [['camera', 'usb'], false, false],
  [['camera', 'usb'], true, false],
  [['display-capture'], false, false],
  // The stand-in's browser captures the screen for main.
  [['display-capture'], true, true],
])('of a page that may use %j (stand-in: %s) the features are found right: %s', (features, isStandIn, ok) => {
  expect(judgeFeatures(done(features), isStandIn).ok).toBe(ok)
})

test('permissions match the table, or fail', () => {
  const granted = ['camera', 'clipboard-write']
  const answers = ASKED_PERMISSIONS.map(({ name }) => (granted.includes(name) ? 'granted' : 'denied'))
  expect(judgePermissions(done(answers)).ok).toBe(true)
  expect(judgePermissions(done(answers.map(() => 'granted')))).toMatchObject({
    ok: false,
    detail: expect.stringContaining('microphone: granted'),
  })
  expect(judgePermissions(done([])).ok).toBe(false)
})
