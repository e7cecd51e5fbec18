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
  const audience = (['link', 'enterprise', 'participants'] as const)[row.recordAuthType ?? -1] ?? null
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
    readyAt: instantOf(row.decodeEndTime),
    playbackUrls: row.url,
    audience,
    ...(audience === null && row.recordAuthType !== null ? { audienceCode: row.recordAuthType } : {}),
  }
}

/**
 * A time in an answer, as an ISO instant; null if it is none, or no such day exists. A text without a zone is
 * UTC. Numbers, and texts of digits, are seconds or milliseconds since 1970.
 *
 * [Note: startTime is UTC] `yyyy-MM-dd HH:mm` without a zone. The documentation does not state the zone for
 * recordings, but its samples do: a start of 02:07 with 71 s of recording was transcoded at 02:10:12Z of the
 * same day. ProCONF's times end in Z; servers written from its sample may leave it out, or send numbers.
 */
export function utcInstant(text: string): string | null {
  const trimmed = text.trim()
  if (/^\d{9,16}(\.\d{1,9})?$/.test(trimmed)) return instantOf(Number(trimmed))
  const found = TIME.exec(trimmed)
  if (found === null) return null
  const [, year, month, day, clock, seconds = ':00', fraction = '0', zone = 'Z'] = found
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  // Date.parse reads 30 February as 2 March.
  if (isoOf(Date.parse(`${date}T00:00Z`))?.slice(0, 10) !== date) return null
  const offset =
    zone.toUpperCase() === 'Z'
      ? 'Z'
      : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m = '00') => `${h}:${m}`)
  return isoOf(Date.parse(`${date}T${clock?.padStart(5, '0')}${seconds}.${fraction.slice(0, 3)}${offset}`))
}

const TIME =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T| {1,2})(\d{1,2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i
/** Numbers below are seconds: as milliseconds, they are before March 1973. */
const EARLIEST_MS = 100_000_000_000

/** Seconds or milliseconds since 1970, as an ISO instant; null for none, 0 or a number without a date. */
export function instantOf(number: number | null): string | null {
  if (number === null || number <= 0) return null
  return isoOf(number < EARLIEST_MS ? number * 1000 : number)
}

function isoOf(ms: number): string | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
