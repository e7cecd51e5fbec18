import { expect, it } from 'vitest'
import type { RecordingFile } from '../../contract/recording.ts'
import { createLinkHosts } from './link-hosts.ts'

const RECORDING = { site: 'https://s.example', confUUID: 'r' }
const file = (part: number, url: string | null): RecordingFile & { url: string | null } => ({
  ...{ fileType: 'Hd', part, parts: 3, extension: '.mp4', url },
})

it('remembers the host and port of the last link of each file', () => {
  const hosts = createLinkHosts()
  hosts.note(RECORDING, [file(1, 'https://a.example:8443/x?t=SECRET'), file(2, null), file(3, 'no address')])
  expect([1, 2, 3].map((part) => hosts.of({ ...RECORDING, fileType: 'HD', part }))).toEqual([
    'a.example:8443',
    null,
    null,
  ])
  expect(hosts.of({ ...RECORDING, confUUID: 'other', fileType: 'Hd', part: 1 })).toBe(null)
  hosts.note(RECORDING, [file(1, 'https://b.example/x')])
  expect(hosts.of({ ...RECORDING, fileType: 'Hd', part: 1 })).toBe('b.example')
})

it('forgets the oldest files', () => {
  const hosts = createLinkHosts()
  const count = 60_000
  hosts.note(
    RECORDING,
    Array.from({ length: count }, (_, part) => file(part + 1, 'https://a.example/x')),
  )
  expect(hosts.of({ ...RECORDING, fileType: 'Hd', part: 1 })).toBe(null)
  expect(hosts.of({ ...RECORDING, fileType: 'Hd', part: count })).toBe('a.example')
})
