import type { Download } from '../contract/download.ts'

/** A download for tests that depend on only a few of its fields. */
export function sampleDownload(patch: Partial<Download> = {}): Download {
  return {
    id: 'd',
    source: { kind: 'recording', site: 's', confUUID: 'u1', fileType: 'Hd', part: 1 },
    title: 't',
    startTime: null,
    parts: 1,
    folder: '/',
    fileName: 'f.mp4',
    state: 'running',
    receivedBytes: 0,
    totalBytes: null,
    bytesPerSecond: 0,
    resumesAt: null,
    failure: null,
    sha256: null,
    wasSavedBefore: false,
    orderId: null,
    rank: 0,
    addedAt: '2026-11-18T23:31:00Z',
    savedAt: null,
    ...patch,
  }
}
