import { expect, test } from 'vitest'
import type { WatchableFile } from '../../../contract/watching.ts'
import { type Trouble, troubleOf } from './trouble.ts'

const file = (change: Partial<WatchableFile>): WatchableFile => ({
  id: '0'.repeat(32),
  fileType: 'Hd',
  part: 1,
  state: 'ready',
  seconds: 5,
  tracks: [],
  ...change,
})
const h264 = { kind: 'picture', codec: 'avc1.64001f' } as const
const hevc = { kind: 'picture', codec: 'hvc1.1.6.L93.B0' } as const
const canPlay = (type: string): string => (type.includes('avc1') || type.includes('mp4a') ? 'probably' : '')

test.each<[string, WatchableFile | undefined, Trouble]>([
  ['no file', undefined, 'notSaved'],
  ['a missing file', file({ state: 'missing' }), 'missing'],
  ['a changed file', file({ state: 'changed', tracks: [hevc] }), 'changed'],
  ['a codec that is known', file({ tracks: [h264] }), 'damaged'],
  ['no codec named', file({}), 'damaged'],
  ['a codec that is not known', file({ tracks: [{ kind: 'sound', codec: 'mp4a.40.2' }, hevc] }), 'codec'],
  ['a codec that could not be read', file({ tracks: [{ kind: 'picture', codec: '' }] }), 'codec'],
])('%s', (_, given, trouble) => {
  expect(troubleOf(given, canPlay)).toBe(trouble)
})
