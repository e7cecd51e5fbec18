import { expect, test, vi } from 'vitest'
import type { Source } from '../../contract/download.ts'
import type { RecordingFile } from '../../contract/recording.ts'
import { createFreshLink, createPlacesOf } from './fresh-link.ts'

const HERE = 'https://a.example'
const sources = (site: string): Source[] => [
  { kind: 'recording', site, confUUID: 'r', fileType: 'Hd', part: 1 },
  { kind: 'material', site, programId: 'p', materialId: 'm' },
  { kind: 'minutes', site, fileCode: 'f', file: 'pdf' },
]
const link = (name: string) => ({ url: `${HERE}/${name}`, headers: {} })

function services() {
  const asked = vi.fn()
  const giving = (name: string) => ({
    freshLink: async (source: object) => {
      asked(source)
      return link(name)
    },
  })
  const freshLink = createFreshLink({
    recordings: giving('recording'),
    programs: giving('material'),
    ownMinutes: giving('minutes'),
  })
  return { freshLink, asked }
}

test('each kind of file gets its link from the service that has it', async () => {
  const { freshLink, asked } = services()
  for (const source of sources(HERE)) expect(await freshLink(source)).toEqual(link(source.kind))
  expect(asked.mock.calls).toEqual(sources(HERE).map((source) => [source]))
})

test('a link of another file of the same recording', async () => {
  const { freshLink, asked } = services()
  const [recording, material] = sources(HERE)
  const place = { fileType: 'Aux', part: 2 }
  for (const source of [recording, material]) if (source !== undefined) await freshLink(source, place)
  expect(asked.mock.calls).toEqual([[{ ...recording, ...place }], [material]])
})

test('the other files of the recording with a content: by SHA-256, by size only where it is not hashed', async () => {
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)]
  const file = (fileType: string, part: number, bytes: number, sha256?: string): RecordingFile => ({
    ...{ fileType, part, parts: 2, extension: '.mp4', bytes },
    ...(sha256 === undefined ? {} : { sha256 }),
  })
  const files = vi.fn(async () => [
    file('HD', 1, 10, one),
    file('HD', 2, 20, two),
    file('Aux', 1, 10),
    file('Aux', 2, 20, one),
  ])
  const placesOf = createPlacesOf({ recordings: { files } })
  const source: Source = { kind: 'recording', site: HERE, confUUID: 'r', fileType: 'Hd', part: 1 }
  const found = async (bytes: number, sha256: string | null) =>
    (await placesOf(source, { bytes, sha256 })).map(({ fileType, part }) => `${fileType} ${part}`)
  expect(await found(20, two.toUpperCase())).toEqual(['HD 2'])
  // Its own place is left out.
  expect(await found(10, one)).toEqual(['Aux 2'])
  expect(await found(10, null)).toEqual(['Aux 1'])
  expect(await found(20, null)).toEqual(['HD 2', 'Aux 2'])
  expect(await found(10, '3'.repeat(64))).toEqual([])
  expect(files.mock.calls[0]).toEqual(['r', HERE])
  const others = sources(HERE).slice(1)
  for (const other of others) expect(await placesOf(other, { bytes: 10, sha256: null })).toEqual([])
})
