import { expect, test, vi } from 'vitest'
import type { Source } from '../../contract/download.ts'
import { createFreshLink } from './fresh-link.ts'

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
