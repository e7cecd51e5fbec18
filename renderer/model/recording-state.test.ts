import { describe, expect, test } from 'vitest'
import { sampleDownload } from '../../test/sample-download.ts'
import { sampleRecording } from '../../test/sample-recording.ts'
import type { Download } from '../../contract/download.ts'
import type { Recording, SavedFile } from '../../contract/recording.ts'
import {
  fits,
  hasFiles,
  matching,
  availabilityOf,
  preparationOf,
  recordingState as stateAt,
  type StateFilter,
  STATES,
  typesOf,
} from './recording-state.ts'

const recording = sampleRecording
const saved = (fileType: string, part = 1): SavedFile => ({
  site: 'https://one.example',
  confUUID: 'u1',
  fileType,
  part,
})

const now = Date.parse('2026-11-18T23:50:00Z')
const recordingState = (of: Recording, files: SavedFile[], downloads: Download[], mayDownload = true) =>
  stateAt(of, files, downloads, now, mayDownload)

describe('the state of a recording', () => {
  test('is that of the service while nothing is saved', () => {
    expect(recordingState(recording(), [], []).key).toBe('ready')
    expect(recordingState(recording({ state: 'unavailable' }), [], []).key).toBe('unavailable')
    expect(recordingState(recording({ state: 'transcoding' }), [], [])).toMatchObject({
      key: 'transcoding',
      readyAt: null,
    })
    expect(
      recordingState(recording({ state: 'transcoding', readyAt: '2026-11-19T00:00:00Z' }), [], []),
    ).toMatchObject({ key: 'transcoding', readyAt: '2026-11-19T00:00:00Z' })
  })

  test('does not show an estimate in the past', () =>
    expect(
      recordingState(recording({ state: 'transcoding', readyAt: '2026-11-18T23:49:00Z' }), [], []).readyAt,
    ).toBeNull())

  test('shows users without administrator rights no links, but still their saved files', () => {
    expect(recordingState(recording(), [], [], false).key).toBe('noPermission')
    expect(recordingState(recording({ state: 'transcoding' }), [], [], false).key).toBe('transcoding')
    expect(recordingState(recording(), [saved('Hd')], [], false).key).toBe('saved')
  })

  test('shows active downloads before saved files', () => {
    const half = sampleDownload({ receivedBytes: 25, totalBytes: 50 })
    const quarter = sampleDownload({ receivedBytes: 0, totalBytes: 50, state: 'retrying' })
    expect(recordingState(recording(), [saved('Hd')], [half, quarter])).toMatchObject({
      key: 'downloading',
      fraction: 0.25,
    })
    expect(recordingState(recording(), [], [half, sampleDownload({})])).toMatchObject({ fraction: null })
  })

  test('distinguishes what is queued from what is being downloaded', () => {
    const queued = sampleDownload({ state: 'waiting', receivedBytes: 0, totalBytes: 50 })
    expect(recordingState(recording(), [], [queued, sampleDownload({ state: 'saved' })])).toMatchObject({
      ...{ key: 'downloading', isWaiting: true, fraction: null },
    })
    for (const begun of [{ receivedBytes: 1 }, { state: 'running' as const }])
      expect(recordingState(recording(), [], [queued, { ...queued, ...begun }]).isWaiting).toBe(false)
    expect(recordingState(recording(), [], []).isWaiting).toBe(false)
  })

  test('distinguishes saved and partly saved', () => {
    const state = (files: SavedFile[], downloads: Download[] = []) =>
      recordingState(recording(), files, downloads)
    expect(state([saved('Aux'), saved('Hd')])).toMatchObject({ key: 'saved', types: ['Hd', 'Aux'] })
    expect(state([saved('Hd', 1), saved('Hd', 2), saved('Hd', 3)]).key).toBe('saved')
    expect(state([saved('Hd', 1), saved('Hd', 3)]).key).toBe('partlySaved')
    expect(state([saved('Hd')], [sampleDownload({ state: 'saved' })]).key).toBe('saved')
    expect(state([saved('Hd')], [sampleDownload({ state: 'failed' })]).key).toBe('partlySaved')
  })

  test('stays saved after the service has withdrawn the recording', () =>
    expect(recordingState(recording({ state: 'unavailable' }), [saved('Hd')], []).key).toBe('saved'))
})

test('every state can be filtered for, alone or with the states of its group', () => {
  const fitting = (filter: StateFilter) => STATES.filter((state) => fits(state, filter))
  expect(fitting('any')).toEqual(STATES)
  expect(fitting('saved')).toEqual(['saved'])
  expect(fitting('waiting')).toEqual(['ready', 'transcoding', 'downloading', 'partlySaved'])
  expect(fitting('outOfReach')).toEqual(['unavailable', 'noPermission'])
  expect(fitting('transcoding')).toEqual(['transcoding'])
  for (const state of STATES) expect(fits(state, availabilityOf(state))).toBe(true)
})

test('lists types in their usual order, each once, unknown ones last', () =>
  expect(typesOf(['Zz', 'Sd', 'Aux', 'Hd', 'Aa', 'Sd'].map((fileType) => ({ fileType })))).toEqual([
    'Hd',
    'Aux',
    'Sd',
    'Aa',
    'Zz',
  ]))

describe('searching the loaded rows', () => {
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

test.each([
  ['ready', '2019-12-19T02:10:12Z', 'prepared', true],
  ['unavailable', '2019-12-19T02:10:12Z', 'prepared', true],
  ['transcoding', '2032-01-01T00:00:00Z', 'expected', false],
  ['transcoding', '2019-12-19T02:10:12Z', 'wasExpected', false],
] as const)('%s with %s was %s; its files can be requested: %s', (state, readyAt, words, can) => {
  expect(preparationOf({ state, readyAt }, Date.parse('2026-01-01T00:00:00Z'))).toBe(words)
  expect(hasFiles(recording({ state, readyAt }))).toBe(can)
})
