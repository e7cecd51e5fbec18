import { describe, expect, it } from 'vitest'
import { recordingDescription as about } from '../../test/recording-description.ts'
import {
  describedEntries,
  type Description,
  mergedDescription,
  readDescription,
  siteAddress,
} from './description.ts'

const version1 = {
  ...{ kind: 'meetkeep-recording', version: 1, file: 'film.mp4', bytes: 4, sha256: 'ab'.repeat(32) },
  savedAt: '2026-10-03T02:00:00.000Z',
  meeting: {
    ...{ site: 'meeting.example', confUUID: 'u1', confID: '', subject: 'Weekly', scheduler: '' },
    ...{ start: null, durationSeconds: null },
  },
  ...{ fileType: 'Hd', part: 1, parts: 2 },
}
const read = (value: unknown) => readDescription(JSON.stringify(value))

describe('readDescription', () => {
  it('reads version 1 as the current one', () => {
    expect(read(version1)).toMatchObject({
      ...{ version: 2, meeting: { confUUID: 'u1', audience: null, notTaken: [] } },
      files: [{ file: 'film.mp4', parts: 2, verifiedAt: null }],
    })
    expect(readDescription(`\ufeff${JSON.stringify(version1)}`)).toMatchObject({ version: 2 })
  })

  it('leaves a later version alone', () => {
    expect(read({ ...about(), version: 3 })).toBe('newer')
    expect(read({ kind: 'meetkeep-minutes', version: 7.5 })).toBe('newer')
  })

  it.each(['../film.mp4', 'a/film.mp4', 'a\\film.mp4', '..', '', '\0', 'x'.repeat(300)])(
    'refers only to its own folder: %j',
    (file) => {
      expect(read({ ...version1, file })).toBe('damaged')
      expect(read(about({ file }))).toBe('damaged')
    },
  )

  it.each<[string, unknown]>([
    ['no version', { kind: 'meetkeep-recording' }],
    ['a text as its version', { ...about(), version: '2' }],
    ['a size of nothing', about({ bytes: 0 })],
    ['no hash', about({ sha256: '' })],
    ['a topic of megabytes', about({}, { subject: 'x'.repeat(2_000_000) })],
    ['too many files', { ...about(), files: Array(3000).fill(about().files[0]) }],
    ['files that are none', { ...about(), files: [[]] }],
    ['minutes of no kind', { kind: 'meetkeep-minutes', version: 2, app: '', minutes: {}, files: [] }],
  ])('with %s is damaged', (_, value) => expect(read(value)).toBe('damaged'))

  it.each(['null', '[]', '"meetkeep-recording"', '{"kind":"other"}', '{', '', '['.repeat(500_000)])(
    'is no description: %.30s',
    (text) => expect(readDescription(text)).toBeNull(),
  )

  it('takes a date that is none as unknown', () => {
    expect(read(about({ savedAt: 'yesterday' }, { start: 'today' }))).toMatchObject({
      ...{ meeting: { start: null }, files: [{ savedAt: '1970-01-01T00:00:00.000Z' }] },
    })
  })
})

describe('describedEntries', () => {
  const file = { file: 'a', bytes: 1, sha256: 'cd'.repeat(32), savedAt: '', verifiedAt: null }
  it.each<[Description, object]>([
    [
      about(),
      { kind: 'recording', site: 'https://meeting.example', confUUID: 'u1', fileType: 'Hd', part: 1 },
    ],
    [
      {
        ...{ kind: 'meetkeep-minutes', version: 2, app: '' },
        minutes: { site: 's.example/p', fileCode: 'c', topic: 'T', createdAt: null },
        files: [{ ...file, what: 'pdf' }],
      },
      { kind: 'minutes', site: 'https://s.example/p', fileCode: 'c', file: 'pdf' },
    ],
    [
      {
        ...{ kind: 'meetkeep-material', version: 2, app: '' },
        program: { site: '127.0.0.1:80', programId: 'p', name: 'N' },
        files: [{ ...file, materialId: 'm' }],
      },
      { kind: 'material', site: 'http://127.0.0.1:80', programId: 'p', materialId: 'm' },
    ],
  ])('have the identity of the file', (description, source) => {
    expect(describedEntries(description).map((entry) => entry.source)).toEqual([source])
  })
})

it('the enterprise of a recording is known from its description', () => {
  const [known] = describedEntries(about({}, { enterpriseId: 'e' }))
  expect(known?.meeting?.enterpriseId).toBe('e')
  const [unknown] = describedEntries(about())
  expect(unknown?.meeting).not.toHaveProperty('enterpriseId')
})

it('a merged description forgets no file and nothing known', () => {
  const aux = { fileType: 'AUX', parts: 1 }
  const audio = { fileType: 'Audio', parts: 1 }
  const merged = mergedDescription(
    about({ file: 'u\u0308.mp4', fileType: 'Aux' }, { audience: 'link' }),
    about({ file: 'b.mp4' }, { audience: null, subject: 'New', notTaken: [aux, audio] }),
  )
  expect(merged).toMatchObject({ meeting: { audience: 'link', subject: 'New', notTaken: [audio] } })
  expect(merged.files.map((one) => one.file)).toEqual(['u\u0308.mp4', 'b.mp4'])
  expect(mergedDescription(merged, about({ file: '\u00fc.mp4' })).files).toHaveLength(2)
})

it.each([
  ['localhost:8080/x', 'http://localhost:8080/x'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['127.0.0.1.example', 'https://127.0.0.1.example'],
  ['localhost.example', 'https://localhost.example'],
])('the address of %s is %s', (name, address) => expect(siteAddress(name)).toBe(address))
