import { z } from 'zod'
import type { Recording } from '../../contract/recording.ts'
import { boundedText, idText, lenientFlag, lenientNumber, lenientRows, lenientText } from './lenient.ts'

/** Pages that play a recording; the documented answers have one. */
const MAX_PLAYBACK_URLS = 20
const address = z.string().max(8000)

/** One row of the list, or the details of one (meeting_21_0048, _0049). Only the id is required. */
export const rowSchema = z.object({
  confUUID: idText,
  confID: boundedText(200),
  url: z.union([address.transform((one) => [one]), lenientRows(address, MAX_PLAYBACK_URLS)]),
  rcdTime: lenientNumber,
  rcdSize: lenientNumber,
  subject: lenientText,
  scheduserName: lenientText,
  startTime: boundedText(60),
  isDecodeFinish: lenientFlag,
  decodeEndTime: lenientNumber,
  available: lenientFlag,
  recordAuthType: lenientNumber,
})
export type Row = z.infer<typeof rowSchema>

export function recordingOf(row: Row): Recording {
  const isTranscoding = row.isDecodeFinish === false
  return {
    confUUID: row.confUUID,
    confID: row.confID ?? '',
    subject: row.subject ?? '',
    schedulerName: row.scheduserName ?? '',
    startTime: utcInstant(row.startTime ?? ''),
    startText: row.startTime ?? '',
    durationSeconds: row.rcdTime,
    sizeMB: row.rcdSize,
    state: isTranscoding ? 'transcoding' : row.available === false ? 'unavailable' : 'ready',
    readyAt: isTranscoding && row.decodeEndTime ? isoOf(row.decodeEndTime) : null,
    playbackUrls: row.url,
    audience: (['link', 'enterprise', 'participants'] as const)[row.recordAuthType ?? -1] ?? null,
  }
}

/**
 * [Note: startTime is UTC] `yyyy-MM-dd HH:mm` without a zone. The documentation does not state the zone for
 * recordings, but its samples do: a start of 02:07 with 71 s of recording was transcoded at 02:10:12Z of the
 * same day.
 */
export function utcInstant(text: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?$/.exec(text.trim())
  return found === null ? null : isoOf(Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}Z`))
}

function isoOf(ms: number): string | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
