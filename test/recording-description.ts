import type { Description } from '../main/library/description.ts'

type OfRecording = Extract<Description, { kind: 'meetkeep-recording' }>

/** The description of one file of a recording, with this file and meeting. */
export function recordingDescription(
  file: Partial<OfRecording['files'][number]> = {},
  meeting: Partial<OfRecording['meeting']> = {},
): OfRecording {
  return {
    ...{ kind: 'meetkeep-recording', version: 2, app: '9.8.7' },
    meeting: {
      ...{ site: 'meeting.example', confUUID: 'u1', confID: '912049654', subject: 'Weekly 周会' },
      ...{ scheduler: '张三', start: '2026-10-03T01:30:00.000Z', durationSeconds: 71 },
      ...{ audience: 'enterprise', sizeMB: 12, notTaken: [] },
      ...meeting,
    },
    files: [
      {
        ...{ file: 'film.mp4', bytes: 4, sha256: 'ab'.repeat(32), savedAt: '2026-10-03T02:00:00.000Z' },
        ...{ verifiedAt: null, fileType: 'Hd', part: 1, parts: 1 },
        ...file,
      },
    ],
  }
}
