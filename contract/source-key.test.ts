import { expect, test } from 'vitest'
import type { Source } from './download.ts'
import { sourceKey } from './source-key.ts'

const recording: Source = { kind: 'recording', site: 's', confUUID: 'u', fileType: 'Hd', part: 1 }
const material: Source = { kind: 'material', site: 's', programId: 'p', materialId: 'm' }
const minutes: Source = { kind: 'minutes', site: 's', fileCode: 'f', file: 'pdf' }

// Journals and the library on disk contain these keys: a changed format would lose them.
test.each([
  [recording, '["recording","s","u","hd",1]'],
  [{ ...recording, fileType: 'HD' }, '["recording","s","u","hd",1]'],
  [material, '["material","s","p","m"]'],
  [minutes, '["minutes","s","f","pdf"]'],
])('%j', (source, key) => {
  expect(sourceKey(source)).toBe(key)
})

test.each<[string, Source[]]>([
  ['site', [recording, { ...recording, site: 't' }]],
  ['recording', [recording, { ...recording, confUUID: 'v' }]],
  ['type', [recording, { ...recording, fileType: 'Sd' }]],
  ['part', [recording, { ...recording, part: 2 }]],
  ['program', [material, { ...material, programId: 'q' }]],
  ['material', [material, { ...material, materialId: 'n' }]],
  ['minutes', [minutes, { ...minutes, fileCode: 'g' }]],
  ['file', [minutes, { ...minutes, file: 'source' }]],
])('files of another %s have other keys', (_, sources) => {
  expect(new Set(sources.map(sourceKey)).size).toBe(2)
})
