import { expect, test } from 'vitest'
import type { Download } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import type { Recording } from '../../contract/recording.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import { entryAfter, goesOn, type RecordingOutcome, outcomeOfLookup } from './outcome.ts'

test.each<[Failure, Recording['state'], RecordingOutcome['kind']]>([
  [{ code: 'NOT_TRANSCODED' }, 'ready', 'waiting'],
  [{ code: 'NO_PERMISSION' }, 'ready', 'notAllowed'],
  [{ code: 'NOT_FOUND' }, 'ready', 'failed'],
  [{ code: 'NOT_FOUND' }, 'unavailable', 'notAllowed'],
  [{ code: 'NOT_FOUND', params: { at: 'types' } }, 'ready', 'nothing'],
  [{ code: 'OFFLINE' }, 'unavailable', 'failed'],
  [{ code: 'AUTH_REJECTED' }, 'ready', 'failed'],
])('a look-up with %j of a recording that is %s: %s', (failure, state, kind) => {
  expect(outcomeOfLookup(failure, { state }).kind).toBe(kind)
})

const recording = { durationSeconds: 60, sizeMB: 1, state: 'ready' } as Recording
const file = (state: Download['state'], part: number, failure: Failure | null = null): Download =>
  ({
    state,
    failure,
    source: { kind: 'recording', site: '', confUUID: 'u', fileType: 'Hd', part },
  }) as Download

test.each<[string, RecordingOutcome, object]>([
  [
    'all saved',
    { kind: 'files', downloads: [file('saved', 1), file('saved', 2)] },
    { state: 'saved', error: null },
  ],
  ['one stopped', { kind: 'files', downloads: [file('saved', 1), file('paused', 2)] }, { state: 'partly' }],
  [
    'one failed',
    { kind: 'files', downloads: [file('paused', 1), file('failed', 2, { code: 'LINK_REFUSED' })] },
    { state: 'failed', error: 'LINK_REFUSED' },
  ],
  [
    'the disk is full',
    { kind: 'files', downloads: [file('blocked', 1, { code: 'DISK_FULL' }), file('saved', 2)] },
    { state: 'failed', error: 'DISK_FULL' },
  ],
])('%s', (_what, outcome, expected) => {
  const files = [1, 2].map((part) => ({ fileType: 'Hd', part }))
  const known = { files, seconds: 60, sizeMB: 1, types: ['Hd'], lookedUpAt: '2026-11-03T00:00:00.000Z' }
  const found = entryAfter(sampleEntry('u'), recording, outcome, ['Hd'], '2026-11-03T00:00:00.000Z')
  expect(found).toMatchObject({ ...known, ...expected })
})

test('a failed look-up leaves what is known of the files', () => {
  const before = sampleEntry('u', { state: 'failed', error: 'OFFLINE', files: [{ fileType: 'Hd', part: 1 }] })
  const after = entryAfter(before, recording, { kind: 'failed', failure: { code: 'TIMEOUT' } }, [], 'now')
  expect(after).toEqual({ ...before, error: 'TIMEOUT' })
  expect(
    entryAfter(before, recording, { kind: 'notAllowed', failure: { code: 'NO_PERMISSION' } }, [], 'now'),
  ).toEqual({
    ...before,
    ...{ state: 'notAllowed', since: 'now', error: null, refused: { at: 'now', listedAs: 'ready' } },
  })
})

test.each<[string, Failure['code'][], boolean]>([
  ['nothing failed', [], true],
  ['the service does not know some', Array<'NOT_FOUND'>(50).fill('NOT_FOUND'), true],
  ['one was not reached', ['OFFLINE'], true],
  ['the sign-in has ended', ['AUTH_REJECTED'], false],
  ['the disk was taken away', ['DISK_GONE'], false],
  ['many found the disk full', Array<'DISK_FULL'>(8).fill('DISK_FULL'), false],
  ['many were not reached', Array<'TIMEOUT'>(8).fill('TIMEOUT'), false],
])('%s: further ones are asked for', (_what, codes, isAsked) => {
  expect(goesOn(codes.map((code) => ({ code })))).toBe(isAsked)
})
