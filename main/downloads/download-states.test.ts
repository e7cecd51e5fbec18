import { expect, test } from 'vitest'
import { DOWNLOAD_STATES } from '../../contract/download.ts'
import { HOLDS_PLACE, IS_GOING, stateAfterRestart, TRANSITIONS } from './download-states.ts'

// pause, resume, retry, cancel, clear; '-': it stays as it is.
test.each([
  ['waiting', 'paused - - cancelled -'],
  ['running', 'paused - - cancelled -'],
  ['retrying', 'paused - waiting cancelled -'],
  ['paused', '- waiting waiting cancelled -'],
  ['blocked', 'paused waiting waiting cancelled -'],
  ['saved', '- - - - removed'],
  ['failed', '- - waiting cancelled removed'],
  ['cancelled', '- - waiting - removed'],
] as const)('what can be done with one that is %s', (state, row) => {
  const actions = ['pause', 'resume', 'retry', 'cancel', 'clear'] as const
  expect(actions.map((action) => TRANSITIONS[action][state] ?? '-').join(' ')).toBe(row)
})

test('a transfer holds its place while it runs and while it waits to go on', () => {
  expect(DOWNLOAD_STATES.filter((state) => HOLDS_PLACE.has(state))).toEqual(['running', 'retrying'])
})

test('something happens by itself with what waits, runs or is tried again', () => {
  expect(DOWNLOAD_STATES.filter((state) => IS_GOING.has(state))).toEqual(['waiting', 'running', 'retrying'])
})

test('what was under way before a restart waits after it; anything else stays', () => {
  expect(DOWNLOAD_STATES.map((state) => `${state}: ${stateAfterRestart(state)}`)).toEqual([
    'waiting: waiting',
    'running: waiting',
    'paused: paused',
    'retrying: waiting',
    'blocked: waiting',
    'saved: saved',
    'failed: failed',
    'cancelled: cancelled',
  ])
})
