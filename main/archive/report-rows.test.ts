import { expect, test } from 'vitest'
import { folderWithFiles } from '../../test/folder-with-files.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import { coverageOf } from './coverage.ts'
import { type FolderFiles, NO_FILES } from './folder-files.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { reportedRecordings } from './report-rows.ts'

const ALWAYS = { from: '2018-01-01T00:00:00.000Z', to: '2030-01-01T00:00:00.000Z' }
const reported = (entries: LedgerEntry[], folder: FolderFiles, period = ALWAYS) =>
  reportedRecordings(coverageOf(entries, folder, null).recordings, period)

test.each<[string, LedgerEntry['state'], FolderFiles, string[]]>([
  ['here', 'saved', folderWithFiles({ Hd: 'whole', 'Hd 2': 'whole' }), ['Hd 1 whole', 'Hd 2 whole']],
  ['described as deleted', 'saved', folderWithFiles({ Hd: 'missing' }), ['Hd 1 missing', 'Hd 2 missing']],
  ['known to the ledger alone', 'saved', NO_FILES, ['Hd 1 missing', 'Hd 2 missing']],
  ['still to be saved', 'partly', folderWithFiles({ 'Hd 2': 'damaged' }), ['Hd 1 expected', 'Hd 2 damaged']],
  [
    'of further types',
    'saved',
    folderWithFiles({ Aux: 'whole', Hd: 'whole' }),
    ['Aux 1 whole', 'Hd 1 whole', 'Hd 2 missing'],
  ],
])('names each file once: %s', (_what, state, folder, expected) => {
  const files = [
    { fileType: 'Hd', part: 2 },
    { fileType: 'Hd', part: 1 },
  ]
  const [one] = reported([sampleEntry('u', { state, files, lookedUpAt: '2026-11-02T01:00:00.000Z' })], folder)
  expect(one?.files.map(({ fileType, part, state: of }) => `${fileType} ${part} ${of}`)).toEqual(expected)
})

test('lists the recordings of the period, oldest first, the excluded and those of the folder alone as well', () => {
  const at = (confUUID: string, start: string | null, change: Partial<LedgerEntry> = {}) =>
    sampleEntry(confUUID, { start, ...change })
  const entries = [
    at('late', '2026-12-01T00:00:01.000Z'),
    at('last', '2026-12-01T00:00:00.000Z'),
    at('first', '2026-11-01T00:00:00.000Z', { state: 'excluded' }),
    at('early', '2026-10-31T23:59:59.000Z'),
    at('undated', null),
  ]
  const period = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' }
  const found = reported(entries, folderWithFiles({ Hd: 'whole' }), period)
  expect(found.map(({ confUUID, state }) => [confUUID, state])).toEqual([
    ['u', 'complete'],
    ['undated', 'partly'],
    ['first', 'excluded'],
    ['last', 'partly'],
  ])
})
