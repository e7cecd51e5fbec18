import type { Recording } from '../contract/recording.ts'

/** An ordinary recording. */
export const sampleRecording = (patch: Partial<Recording> = {}): Recording => ({
  confUUID: 'u1',
  confID: '981234567',
  subject: 'Quarterly review',
  schedulerName: '李娜',
  startTime: '2026-11-18T23:31:00Z',
  startText: '2026-11-18 23:31',
  durationSeconds: 71,
  sizeMB: 0,
  state: 'ready',
  readyAt: null,
  playbackUrls: [],
  audience: null,
  ...patch,
})
