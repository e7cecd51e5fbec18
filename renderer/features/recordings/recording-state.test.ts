import { describe, expect, test } from 'vitest'
import { sampleDownload } from '../../../test/sample-download.ts'
import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { matching, recordingState as stateAt, type SavedFile, sizeOfAll, typesOf } from './recording-state.ts'

const recording = (patch: Partial<Recording> = {}): Recording => ({
  confUUID: 'u1',
  confID: '981234567',
  subject: 'Quarterly review',
  schedulerName: '李娜',
  startTime: '2026-11-18T23:31:00Z',
  startText: '2026-11-18 23:31',
  durationSeconds: 71,
  sizeMB: 0,
  state: 'ready',
  readyAt: null,
  playbackUrls: [],
  audience: null,
  ...patch,
})

const saved = (fileType: string, part = 1): SavedFile => ({ confUUID: 'u1', fileType, part, path: '/x' })

const now = Date.parse('2026-11-18T23:50:00Z')
const recordingState = (of: Recording, files: SavedFile[], downloads: Download[]) =>
  stateAt(of, files, downloads, now)

describe('how a recording stands', () => {
  test('what the service says, when nothing of it is here', () => {
    expect(recordingState(recording(), [], []).key).toBe('ready')
    expect(recordingState(recording({ state: 'unavailable' }), [], []).key).toBe('unavailable')
    expect(recordingState(recording({ state: 'transcoding' }), [], []).key).toBe('transcoding')
    expect(
      recordingState(recording({ state: 'transcoding', readyAt: '2026-11-19T00:00:00Z' }), [], []),
    ).toMatchObject({
      key: 'transcodingUntil',
      at: '2026-11-19T00:00:00Z',
    })
  })

  test('an estimate that has passed is not shown', () =>
    expect(
      recordingState(recording({ state: 'transcoding', readyAt: '2026-11-18T23:49:00Z' }), [], []).key,
    ).toBe('transcoding'))

  test('what is under way comes before what is saved', () => {
    const half = sampleDownload({ receivedBytes: 25, totalBytes: 50 })
    const quarter = sampleDownload({ receivedBytes: 0, totalBytes: 50, state: 'retrying' })
    expect(recordingState(recording(), [saved('Hd')], [half, quarter])).toMatchObject({
      key: 'downloading',
      fraction: 0.25,
    })
    expect(recordingState(recording(), [], [half, sampleDownload({})])).toMatchObject({ fraction: null })
  })

  test('saved whole, saved in part', () => {
    const state = (files: SavedFile[], downloads: Download[] = []) =>
      recordingState(recording(), files, downloads)
    expect(state([saved('Aux'), saved('Hd')])).toMatchObject({ key: 'saved', types: ['Hd', 'Aux'] })
    expect(state([saved('Hd', 1), saved('Hd', 2), saved('Hd', 3)]).key).toBe('saved')
    expect(state([saved('Hd', 1), saved('Hd', 3)]).key).toBe('partlySaved')
    expect(state([saved('Hd')], [sampleDownload({ state: 'saved' })]).key).toBe('saved')
    expect(state([saved('Hd')], [sampleDownload({ state: 'failed' })]).key).toBe('partlySaved')
  })

  test('a saved one that the service has since withdrawn is still saved', () =>
    expect(recordingState(recording({ state: 'unavailable' }), [saved('Hd')], []).key).toBe('saved'))
})

test('types in their usual order, each once, unknown ones last', () =>
  expect(typesOf(['Zz', 'Sd', 'Aux', 'Hd', 'Aa', 'Sd'].map((fileType) => ({ fileType })))).toEqual([
    'Hd',
    'Aux',
    'Sd',
    'Aa',
    'Zz',
  ]))

describe('searching the rows at hand', () => {
  const rows = [
    recording(),
    recording({ confUUID: 'u2', subject: '周会', schedulerName: 'Chen', confID: '12345' }),
  ]
  test.each([
    ['', ['u1', 'u2']],
    ['QUARTER', ['u1']],
    [' 周 ', ['u2']],
    ['李', ['u1']],
    ['981 234', ['u1']],
    ['nothing', []],
  ])('“%s”', (search, found) => expect(matching(rows, search).map((row) => row.confUUID)).toEqual(found))
})

test('sizes add up; unknown ones are left out, and none known is none', () => {
  expect(sizeOfAll([recording({ sizeMB: 3 }), recording({ sizeMB: null }), recording({ sizeMB: 0 })])).toBe(3)
  expect(sizeOfAll([recording({ sizeMB: null })])).toBeNull()
})
