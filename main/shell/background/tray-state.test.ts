import { expect, test } from 'vitest'
import type { Download } from '../../../contract/download.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { sampleRuleState } from '../../../test/sample-rule-state.ts'
import { batchMembers, trayStateOf } from './tray-state.ts'

const NONE = { rules: [], states: [] }
const rule = (id: string, isOn = true) => ({ id, isOn, folder: '/f' })
const download = (id: string, state: Download['state'], patch: Partial<Download> = {}) =>
  sampleDownload({ id, state, ...patch })

test('a batch has what was active together, without what was cleared or replaced', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => download(id, 'waiting'))
  const first = batchMembers(
    new Set(),
    [a, b].flatMap((one) => one ?? []),
  )
  expect([...first]).toEqual(['a', 'b'])
  const later = [download('a', 'saved'), c, download('old', 'saved')].flatMap((one) => one ?? [])
  const second = batchMembers(first, later)
  expect([...second]).toEqual(['a', 'c'])
  expect(batchMembers(second, [download('a', 'saved'), download('c', 'saved')]).size).toBe(0)
})

test('the activity counts the files of the batch, and the share their bytes', () => {
  const list = [
    download('a', 'saved'),
    download('b', 'running', { receivedBytes: 50, totalBytes: 100 }),
    download('c', 'waiting'),
    download('d', 'running', { receivedBytes: 300, totalBytes: 100 }),
    download('old', 'saved'),
  ]
  const state = trayStateOf(list, batchMembers(new Set(['a']), list), NONE, [])
  expect(state).toMatchObject({
    activity: { kind: 'saving', done: 1, of: 4, share: 2.5 / 4 },
    canPause: true,
    canResume: false,
  })
})

const AUTH = { code: 'AUTH_REQUIRED', detail: null, params: {}, requestId: null } as never
const PREPARING = { code: 'NOT_TRANSCODED', detail: null, params: {}, requestId: null } as never

test.each([
  ['nothing', [], { kind: 'idle' }],
  ['ended ones', [download('a', 'failed')], { kind: 'idle' }],
  ['paused ones', [download('a', 'paused'), download('b', 'paused')], { kind: 'paused', count: 2 }],
  [
    'one that waits for a sign-in',
    [download('a', 'blocked', { failure: AUTH })],
    { kind: 'waits-for-user', count: 1 },
  ],
  [
    'one that goes on by itself',
    [download('a', 'blocked', { failure: AUTH, resumesAt: 'soon' })],
    { kind: 'idle' },
  ],
  ['one that is still being prepared', [download('a', 'blocked', { failure: PREPARING })], { kind: 'idle' }],
] as const)('without a batch, %s', (_, list, activity) => {
  expect(trayStateOf(list, new Set(), NONE, []).activity).toEqual(activity)
})

test('a rule shows its pass, and that all is saved only when it knows so', () => {
  const complete = { recordings: 4, complete: 4 }
  const stateOf = (...states: ReturnType<typeof sampleRuleState>[]) =>
    trayStateOf([], new Set(), { rules: [rule('r1'), rule('off', false)], states }, [])
  expect(stateOf(sampleRuleState('r1', { phase: 'listing' })).activity).toEqual({ kind: 'listing' })
  expect(
    stateOf(sampleRuleState('r1', { phase: 'fetching', progress: { done: 1, of: 4 } })).activity,
  ).toEqual({ kind: 'saving', done: 1, of: 4, share: 0.25 })
  expect(stateOf(sampleRuleState('r1', {}, complete)).activity).toEqual({ kind: 'complete' })
  expect(stateOf(sampleRuleState('r1', {}, { recordings: 5, complete: 4 })).activity).toEqual({
    kind: 'idle',
  })
  // Its folder is not connected.
  expect(stateOf(sampleRuleState('r1')).activity).toEqual({ kind: 'idle' })
  expect(stateOf()).toMatchObject({ activity: { kind: 'idle' }, rules: 1 })
})
