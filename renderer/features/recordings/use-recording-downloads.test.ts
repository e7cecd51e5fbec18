import { expect, test } from 'vitest'
import type { Download } from '../../../contract/download.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { summariesOf } from './use-recording-downloads.ts'

test('reports whether downloads are active, and whether all are saved', () => {
  const of = (...states: Download['state'][]) => states.map((state) => sampleDownload({ state }))
  const standings = summariesOf(
    new Map([
      ['moving', of('saved', 'running')],
      ['waiting', of('waiting')],
      ['unfinished', of('saved', 'failed')],
      ['paused', of('paused')],
      ['done', of('saved', 'saved')],
      ['none', []],
    ]),
  )
  expect(Object.fromEntries(standings)).toEqual({
    moving: 'moving',
    waiting: 'moving',
    unfinished: 'unfinished',
    paused: 'unfinished',
    done: 'done',
  })
})
