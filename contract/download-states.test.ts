import { describe, expect, test } from 'vitest'
import {
  DOWNLOAD_STATES,
  type DownloadState,
  isActive,
  isBeingPrepared,
  isEnded,
  isOpen,
  isPostponed,
  isResumable,
  isRetryable,
  nextState,
  occupiesSlot,
  type QueueAction,
  stateAfterRestart,
} from './download-states.ts'

const statesWhere = (
  holds: (download: { state: DownloadState; resumesAt: null }) => boolean,
): DownloadState[] => DOWNLOAD_STATES.filter((state) => holds({ state, resumesAt: null }))

test.each([
  ['active', isActive, ['waiting', 'running', 'retrying']],
  ['open', isOpen, ['waiting', 'running', 'paused', 'retrying', 'blocked']],
  ['ended', isEnded, ['saved', 'failed', 'cancelled']],
  ['in a slot', occupiesSlot, ['running', 'retrying']],
  ['resumable', isResumable, ['paused', 'blocked']],
  ['retryable', isRetryable, ['retrying', 'failed', 'cancelled']],
] as const)('which states are %s', (_, holds, states) => {
  expect(statesWhere(holds)).toEqual(states)
})

describe('what an action makes of each state, in the order of the states', () => {
  test.each<[QueueAction, (DownloadState | 'removed' | null)[]]>([
    ['pause', ['paused', 'paused', null, 'paused', 'paused', null, null, null]],
    ['resume', [null, null, 'waiting', null, 'waiting', null, null, null]],
    ['retry', [null, null, 'waiting', 'waiting', 'waiting', null, 'waiting', 'waiting']],
    ['cancel', ['cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled', null, 'cancelled', null]],
    ['clear', [null, null, null, null, null, 'removed', 'removed', 'removed']],
  ])('%s', (action, states) => {
    expect(DOWNLOAD_STATES.map((state) => nextState(action, { state, resumesAt: null }))).toEqual(states)
  })
})

test('after a restart, running and blocked downloads wait in the queue', () => {
  expect(DOWNLOAD_STATES.map(stateAfterRestart)).toEqual([
    'waiting',
    'waiting',
    'paused',
    'waiting',
    'waiting',
    'saved',
    'failed',
    'cancelled',
  ])
})

test('only an ended download can be removed from the list', () => {
  expect(statesWhere((download) => nextState('clear', download) === 'removed')).toEqual(statesWhere(isEnded))
})

test('a download that waits for a time of its server can be started now', () => {
  const postponed = { state: 'waiting', resumesAt: '2026-11-28T12:00:00.000Z' } as const
  expect(isPostponed(postponed)).toBe(true)
  expect(isRetryable(postponed)).toBe(true)
  expect(nextState('retry', postponed)).toBe('waiting')
  expect(nextState('pause', postponed)).toBe('paused')
  expect(isPostponed({ ...postponed, state: 'retrying' })).toBe(false)
})

test('a recording counts as being prepared only while that is why it is blocked', () => {
  expect(isBeingPrepared({ state: 'blocked', failure: { code: 'NOT_TRANSCODED' } })).toBe(true)
  expect(isBeingPrepared({ state: 'blocked', failure: { code: 'OFFLINE' } })).toBe(false)
  expect(isBeingPrepared({ state: 'paused', failure: { code: 'NOT_TRANSCODED' } })).toBe(false)
  expect(isBeingPrepared({ state: 'blocked', failure: null })).toBe(false)
})
