import { describe, expect, test } from 'vitest'
import { sampleDownload } from '../../test/sample-download.ts'
import type { Download } from '../../contract/download.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { DOWNLOAD_STATES, isActive, isEnded, isOpen, isResumable } from '../../contract/download-states.ts'
import { mergeDownloads } from '../state/server-state.ts'
import {
  fractionOf,
  hasBegun,
  isInView,
  overviewOf,
  repeatedNotices,
  secondsLeft,
  stateText,
} from './download-state.ts'

const SOURCE = { kind: 'recording', site: 's', confUUID: 'u', fileType: 'Hd', part: 1 } as const

describe('a blocked download', () => {
  const at = '2026-11-20T10:00:00.000Z'
  test('shows when a recording that is being prepared is checked again', () => {
    const one = sampleDownload({ state: 'blocked', failure: { code: 'NOT_TRANSCODED' }, resumesAt: at })
    expect(stateText(one, 0)).toEqual({ key: 'preparedAt', at })
  })
  test('shows when it is retried, or that it needs attention', () => {
    const offline = sampleDownload({ state: 'blocked', failure: { code: 'OFFLINE' }, resumesAt: at })
    expect(stateText(offline, Date.parse(at) - 5000)).toEqual({ key: 'retryingIn', seconds: 5 })
  })
  test.each([
    ['DISK_FULL', 'waitsForRoom'],
    ['NO_INODES', 'waitsForRoom'],
    ['DISK_GONE', 'waitsForDisk'],
    ['AUTH_REQUIRED', 'waitsForSignIn'],
    ['CERT_UNTRUSTED', 'waitsForTrust'],
    ['NO_PERMISSION', 'blocked'],
  ] as const)('without a time it shows what it waits for: %s', (code, key) => {
    const one = sampleDownload({ state: 'blocked', failure: { code } })
    expect(stateText(one, 0)).toEqual({ key })
  })
})

test.each([
  ['waiting', 0, false],
  ['waiting', 1, true],
  ['paused', 0, false],
  ['running', 0, true],
  ['saved', 9, true],
] as const)('%s with %i bytes: has begun', (state, receivedBytes, isBegun) =>
  expect(hasBegun({ state, receivedBytes })).toBe(isBegun),
)

test.each<[string, ErrorCode, Partial<Download>, string[]]>([
  ['a sign-in at a site', 'AUTH_REQUIRED', { source: { ...SOURCE, site: 'other' } }, ['2']],
  ['the network', 'OFFLINE', { source: { ...SOURCE, site: 'other' } }, ['2']],
  ['room on a disk', 'DISK_FULL', { folder: '/other' }, ['2']],
  ['a disk', 'DISK_GONE', { folder: '/other' }, ['2']],
  ['nothing: each is prepared by itself', 'NOT_TRANSCODED', {}, []],
])('one notice is enough for those that wait for %s', (_what, code, other, repeated) => {
  const one = (id: string, patch: Partial<Download> = {}) =>
    sampleDownload({ id, source: SOURCE, state: 'blocked', failure: { code }, ...patch })
  const list = [one('1'), one('2'), one('3', other), one('4', { state: 'paused' })]
  expect([...repeatedNotices(list)]).toEqual(repeated)
})

test('one notice is enough for the untrusted certificate of a host', () => {
  const untrusted = (id: string, host: string) =>
    sampleDownload({ id, state: 'blocked', failure: { code: 'CERT_UNTRUSTED', params: { host } } })
  const others = [
    sampleDownload({ id: 'x', state: 'blocked', failure: { code: 'DISK_FULL' } }),
    sampleDownload({ ...untrusted('y', 'a'), state: 'failed' }),
  ]
  const list = [...others, untrusted('1', 'a'), untrusted('2', 'b'), untrusted('3', 'a'), untrusted('4', 'a')]
  expect([...repeatedNotices(list)]).toEqual(['3', '4'])
})

describe('every state', () => {
  test.each(DOWNLOAD_STATES)(
    '%s is open or ended, and only open ones can be paused or cancelled',
    (state) => {
      const one = sampleDownload({ state })
      expect(isOpen(one)).toBe(!isEnded(one))
      if (isEnded(one)) expect(isActive(one) || isResumable(one)).toBe(false)
      else expect(isActive(one)).toBe(!isResumable(one))
      expect(isInView(one, 'all')).toBe(true)
      // What the user cancelled has not failed.
      expect(['active', 'saved', 'failed'].filter((view) => isInView(one, view as 'active'))).toHaveLength(
        state === 'cancelled' ? 0 : 1,
      )
    },
  )
})

describe('progress', () => {
  test('is unknown before the length is known', () => {
    expect(fractionOf(sampleDownload({ receivedBytes: 5 }))).toBeNull()
    expect(fractionOf(sampleDownload({ receivedBytes: 5, totalBytes: 0 }))).toBeNull()
  })
  test('never exceeds 100 %, and is 100 % when saved', () => {
    expect(fractionOf(sampleDownload({ receivedBytes: 30, totalBytes: 20 }))).toBe(1)
    expect(fractionOf(sampleDownload({ state: 'saved' }))).toBe(1)
  })
  test('the time left depends on the speed, and is unknown without it', () => {
    expect(secondsLeft(sampleDownload({ receivedBytes: 20, totalBytes: 100, bytesPerSecond: 8 }))).toBe(10)
    expect(secondsLeft(sampleDownload({ receivedBytes: 99, totalBytes: 100, bytesPerSecond: 8 }))).toBe(1)
    expect(secondsLeft(sampleDownload({ receivedBytes: 20, totalBytes: 100 }))).toBeNull()
    expect(secondsLeft(sampleDownload({ state: 'paused', totalBytes: 100, bytesPerSecond: 8 }))).toBeNull()
  })
})

describe('all downloads', () => {
  const a = sampleDownload({ receivedBytes: 50, totalBytes: 100, bytesPerSecond: 10 })
  const waiting = sampleDownload({ state: 'waiting', totalBytes: 150 })
  test('adds speeds and remaining bytes of active downloads', () =>
    expect(overviewOf([a, waiting, sampleDownload({ state: 'failed', totalBytes: 999 })])).toEqual({
      underWay: 2,
      bytesPerSecond: 10,
      secondsLeft: 20,
    }))
  test('does not guess when one length is unknown', () =>
    expect(overviewOf([a, sampleDownload({ state: 'waiting' })]).secondsLeft).toBeNull())
})

describe('texts', () => {
  const now = Date.parse('2026-11-19T00:00:00Z')
  const at = '2026-11-19T00:40:00Z'
  test.each([
    [{ state: 'waiting' }, { key: 'waiting' }],
    [
      { state: 'waiting', resumesAt: at },
      { key: 'retryingAt', at },
    ],
    [{ state: 'running' }, { key: 'starting' }],
    [{ state: 'running', receivedBytes: 1 }, { key: 'running' }],
    [
      { state: 'retrying', resumesAt: at },
      { key: 'retryingAt', at },
    ],
    [
      { state: 'retrying', resumesAt: '2026-11-19T00:00:39.500Z' },
      { key: 'retryingIn', seconds: 40 },
    ],
    [{ state: 'retrying', resumesAt: '2026-11-18T23:59:59Z' }, { key: 'retrying' }],
    [{ state: 'retrying' }, { key: 'retrying' }],
    [
      { state: 'saved', savedAt: at },
      { key: 'savedAt', at },
    ],
    [{ state: 'saved', savedAt: at, wasSavedBefore: true }, { key: 'savedBefore' }],
    [{ state: 'blocked' }, { key: 'blocked' }],
    [{ state: 'blocked', failure: { code: 'DISK_FULL' } }, { key: 'waitsForRoom' }],
    [{ state: 'blocked', failure: { code: 'AUTH_REQUIRED' } }, { key: 'waitsForSignIn' }],
    [
      { state: 'blocked', failure: { code: 'OFFLINE' }, resumesAt: at },
      { key: 'retryingAt', at },
    ],
    [
      { state: 'blocked', failure: { code: 'NOT_TRANSCODED', params: { readyAt: at } }, resumesAt: at },
      { key: 'readyAbout', at },
    ],
    [
      {
        state: 'blocked',
        failure: { code: 'NOT_TRANSCODED', params: { readyAt: '2026-11-18T23:00:00Z' } },
        resumesAt: at,
      },
      { key: 'preparedAt', at },
    ],
    [
      { state: 'blocked', failure: { code: 'NOT_TRANSCODED' }, resumesAt: at },
      { key: 'preparedAt', at },
    ],
    [{ state: 'cancelled' }, { key: 'cancelled' }],
  ] as const)('%o', (patch, text) => expect(stateText(sampleDownload(patch), now)).toEqual(text))
})

test('a change keeps positions, appends new downloads and drops removed ones', () => {
  const before = new Map([
    ['a', sampleDownload({ id: 'a' })],
    ['b', sampleDownload({ id: 'b' })],
    ['c', sampleDownload({ id: 'c' })],
  ])
  const after = mergeDownloads(before, {
    changed: [sampleDownload({ id: 'b', state: 'saved' }), sampleDownload({ id: 'd' })],
    removed: ['a', 'never there'],
  })
  expect([...after.keys()]).toEqual(['b', 'c', 'd'])
  expect(after.get('b')?.state).toBe('saved')
  expect([...before.keys()]).toEqual(['a', 'b', 'c'])
})
