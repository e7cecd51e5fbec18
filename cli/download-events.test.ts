import { beforeAll, describe, expect, it } from 'vitest'
import { loadAllTexts } from '../i18n/texts.ts'
import type { Download } from '../contract/download.ts'
import { sampleDownload } from '../test/sample-download.ts'
import { createEvents, failedRow } from './download-events.ts'

beforeAll(loadAllTexts)

const download = sampleDownload({
  id: 'd1',
  title: 'Topic',
  folder: '/folder',
  fileName: 'name.mp4',
  state: 'waiting',
})

function setUp() {
  const clock = { now: 1_000_000 }
  const eventsOf = createEvents({
    language: 'en-US',
    pathOf: ({ folder, fileName }) => `${folder}/${fileName}`,
    now: () => clock.now,
  })
  const names = (change: Partial<Download>) => eventsOf({ ...download, ...change }).map(({ event }) => event)
  return { clock, eventsOf, names }
}

describe('createEvents', () => {
  it('emits each change once, and progress once a second', () => {
    const { clock, names } = setUp()
    expect(names({})).toEqual(['queued'])
    expect(names({})).toEqual([])
    expect(names({ state: 'running' })).toEqual(['progress'])
    clock.now += 900
    expect(names({ state: 'running', receivedBytes: 5 })).toEqual([])
    clock.now += 100
    expect(names({ state: 'running', receivedBytes: 9 })).toEqual(['progress'])
    const failure = { code: 'OFFLINE' } as const
    expect(names({ state: 'retrying', failure })).toEqual(['retrying'])
    expect(names({ state: 'retrying', failure })).toEqual([])
    expect(names({ state: 'running', failure })).toEqual(['progress'])
    // The next setback is over before anybody heard of it.
    expect(names({ state: 'running', failure: { ...failure } })).toEqual(['retrying'])
    expect(names({ state: 'running', failure: null })).toEqual([])
    expect(names({ state: 'saved', totalBytes: 9, sha256: 'ab' })).toEqual(['saved'])
    expect(names({ state: 'saved', totalBytes: 9, sha256: 'ab' })).toEqual([])
  })

  it('gives a saved file its path, size and hash, and says when it was there before', () => {
    const { eventsOf } = setUp()
    const saved = { state: 'saved', totalBytes: 9, sha256: 'ab', wasSavedBefore: true } as const
    expect(eventsOf({ ...download, ...saved })).toMatchObject([
      { event: 'queued', confUUID: 'u1' },
      {
        event: 'saved',
        confUUID: 'u1',
        fileType: 'Hd',
        part: 1,
        path: '/folder/name.mp4',
        bytes: 9,
        sha256: 'ab',
        alreadySaved: true,
      },
    ])
  })

  it('gives a failed or blocked one its error', () => {
    const { eventsOf } = setUp()
    eventsOf(download)
    const failure = { code: 'DISK_FULL', requestId: 'r1' } as const
    expect(eventsOf({ ...download, state: 'blocked', failure })).toMatchObject([
      { event: 'failed', fileType: 'Hd', part: 1, error: { code: 'DISK_FULL', requestId: 'r1' } },
    ])
    expect(failedRow(download, 'en-US').error.code).toBe('CANCELLED')
  })
})
