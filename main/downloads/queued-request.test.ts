import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LibraryEntry } from '../library/entry.ts'
import type { DownloadRequest } from './download-requests.ts'
import {
  IDLE_FIELDS,
  queuedRecording,
  queuedRequest,
  savedFields,
  transferJobOf,
  unionOfTypes,
} from './queued-request.ts'

const NOW = '2026-11-02T08:00:00.000Z'
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(NOW) }))
afterEach(() => void vi.useRealTimers())

const order: DownloadRequest = {
  source: { kind: 'recording', site: 's', confUUID: 'u', fileType: 'Hd', part: 1 },
  title: 't',
  startTime: null,
  parts: 2,
  fileName: 'wanted.mp4',
  mustBeBoxes: true,
  needsExtension: false,
  expected: { bytes: 5, sha256: 'ab' },
  meeting: null,
}
const place = { folder: '/films', fileName: 'a.mp4', mountPoint: null }
const entry: LibraryEntry = {
  ...{ source: order.source, path: '/old/b.mp4', bytes: 7, sha256: 'cd', title: 't' },
  savedAt: '2026-01-01T00:00:00.000Z',
}

const waiting = {
  ...{
    source: order.source,
    title: 't',
    startTime: null,
    parts: 2,
    mustBeBoxes: true,
    needsExtension: false,
  },
  ...{ expected: { bytes: 5, sha256: 'ab' }, meeting: null, folder: '/films', fileName: 'a.mp4' },
  ...{
    id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    awaited: null,
    mountPoint: null,
    copyFrom: null,
    isReplacement: false,
    facts: null,
    state: 'waiting',
    failure: null,
  },
  ...{ resumesAt: null, bytesPerSecond: 0, receivedBytes: 0, totalBytes: 5, sha256: null, rank: 0 },
  ...{ orderId: null, estimatedBytes: null, wasSavedBefore: false, addedAt: NOW, savedAt: null },
}
const saved = {
  ...{ state: 'saved', folder: '/old', fileName: 'b.mp4', receivedBytes: 7, totalBytes: 7, sha256: 'cd' },
  savedAt: '2026-01-01T00:00:00.000Z',
}

test('a request waits in its position, with its size if known', () => {
  expect(queuedRequest(order, place, null)).toEqual(waiting)
  const unknown = { ...order, expected: { bytes: null, sha256: null } }
  expect(queuedRequest(unknown, place, null).totalBytes).toBeNull()
})

test('a request for a file in the library is saved already, at its path', () => {
  expect(queuedRequest(order, place, entry)).toEqual({ ...waiting, ...saved, wasSavedBefore: true })
})

test('the transfer of a replacement ignores the description, which is of the file to be replaced', () => {
  expect(transferJobOf(queuedRequest(order, place, null))).toMatchObject({ source: order.source })
  const replacement = queuedRequest(order, { ...place, isReplacement: true }, null)
  expect(transferJobOf(replacement)).not.toHaveProperty('source')
})

test('a recording waits without files, with its estimated size', () => {
  const recording = { confUUID: 'u', title: 't', startTime: null, bytes: 9 }
  const where = {
    fileTypes: ['Hd'],
    folder: '/films',
    site: 's',
    mountPoint: null,
    orderId: 'o',
    orderedAt: NOW,
  }
  expect(queuedRecording(recording, where)).toEqual({
    ...waiting,
    source: { ...order.source, fileType: '' },
    ...{
      fileName: '',
      parts: 1,
      mustBeBoxes: false,
      expected: { bytes: null, sha256: null },
      totalBytes: null,
    },
    ...{ awaited: ['Hd'], orderId: 'o', estimatedBytes: 9 },
  })
})

test.each([
  [['Hd'], ['Sd', 'Hd'], ['Hd', 'Sd']],
  [[], ['Hd'], []],
  [['Hd'], [], []],
])('types %j and %j are %j together', (a, b, both) => expect(unionOfTypes(a, b)).toEqual(both))

test('a saved file is shown as in the library', () => {
  expect(savedFields(entry)).toEqual(saved)
  expect(IDLE_FIELDS).toEqual({ bytesPerSecond: 0, resumesAt: null })
})
