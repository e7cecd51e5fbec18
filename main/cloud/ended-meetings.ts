import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { ServerMeeting } from '../../contract/meeting.ts'
import type { Http, HttpAnswer } from './http.ts'
import { boundedText, lenientNumber, lenientText } from './lenient.ts'
import { utcInstant } from './recording-rows.ts'
import { isWebPage, kindOfStatus } from './service-error.ts'
import { baseUrlOf, siteUrl } from './site-url.ts'

const errorSchema = z.union([
  z.string().transform((message) => ({ code: null, message })),
  z.object({ code: lenientNumber, message: lenientText }),
])
type ReportedError = z.infer<typeof errorSchema>

/**
 * `{error, data}`; data may be nested once more, because the documented sample wraps a whole axios response.
 */
const envelopeSchema = z.object({ error: errorSchema.nullish().catch(null), data: z.unknown().optional() })
const MAX_DEPTH = 4

const rowSchema = z.object({
  room_name: lenientText,
  unique_id: boundedText(300),
  created_at: boundedText(60),
  destroyed_at: boundedText(60),
})

/** Names the service in an error that could concern either of two. */
const PARAMS = { server: 'meetings' }

/**
 * Ended meetings of a ProCONF application server, newest first: `GET <base>/meetings`. Rows without an end or
 * with invalid dates are kept; duplicates by unique_id are dropped. Source: docs.proconf.live, "getMeetings".
 */
export async function listEndedMeetings(deps: {
  http: Http
  /** '' when none is set: ADDRESS_REFUSED with reason 'unset'. */
  baseUrl: string
  /** Value of the Authorization header, or a whole header line ({@link headerOf}); null for none. */
  authorization: string | null
}): Promise<ServerMeeting[]> {
  if (deps.baseUrl.trim() === '')
    throw new AppError('ADDRESS_REFUSED', { params: { ...PARAMS, reason: 'unset' } })
  // A pasted value may end with a line break.
  const authorization = deps.authorization?.trim() ?? ''
  const answer = await deps.http.send({
    method: 'GET',
    // The address may have been pasted with its last segment.
    url: siteUrl(baseUrlOf(deps.baseUrl).replace(/\/meetings$/, ''), '/meetings'),
    headers: {
      // The documented samples send it with GET too.
      'Content-Type': 'application/json',
      ...headerOf(authorization),
    },
    isRepeatable: true,
  })
  const { rows, reported } = contentOf(answer.body)
  const isAccepted = answer.status >= 200 && answer.status < 300
  if (!isAccepted || reported !== null) throw refusal(answer, reported)
  if (rows === null) throw new AppError('BAD_ANSWER', { params: PARAMS, requestId: answer.requestId })
  const meetings = rows.flatMap((row, index) => meetingOf(row, index))
  return [...new Map(meetings.map((meeting) => [meeting.uniqueId, meeting])).values()].toSorted(
    (a, b) => timeOf(b) - timeOf(a),
  )
}

/** Headers that describe the connection or the body: they are not for the user to set. */
const OWN_HEADERS =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|upgrade|expect|range|content-.*|transfer-encoding)$/i

/**
 * `X-Api-Key: value` is that header, anything else the value of Authorization: its documentation leaves open
 * which header an application server requires. No scheme of Authorization begins with a name and a colon.
 */
export function headerOf(text: string): Record<string, string> {
  if (text === '') return {}
  const [, name, value] = /^([a-z][a-z0-9-]{0,63}):[ \t]+(\S.*)$/i.exec(text) ?? []
  if (name === undefined || value === undefined) return { Authorization: text }
  if (OWN_HEADERS.test(name))
    throw new AppError('BAD_INPUT', { params: PARAMS, detail: `the header ${name} cannot be set` })
  return { [name]: value }
}

/** The rows, or the error, of the envelope that has one. An empty error is ignored. */
function contentOf(body: unknown): { rows: unknown[] | null; reported: ReportedError | null } {
  let at = body
  for (let depth = 0; depth < MAX_DEPTH && !Array.isArray(at); depth += 1) {
    const { data: envelope } = envelopeSchema.safeParse(at)
    if (envelope === undefined) break
    const reported = envelope.error ?? null
    if (reported !== null && (reported.code !== null || reported.message)) return { rows: null, reported }
    at = envelope.data
  }
  // A server without ended meetings may send null for the list.
  if (at === null && at !== body) return { rows: [], reported: null }
  return { rows: Array.isArray(at) ? (at as unknown[]) : null, reported: null }
}

function refusal(answer: HttpAnswer, reported: ReportedError | null): AppError {
  const status = answer.status < 300 ? (reported?.code ?? 500) : answer.status
  const isUnset = status === 503 && /domain not found/i.test(reported?.message ?? '')
  // The web page of a company's filter says nothing about rights.
  const isFilter = status === 403 && isWebPage(answer.body)
  const kind = isUnset ? 'DOMAIN_NOT_CONFIGURED' : isFilter ? 'BAD_ANSWER' : kindOfStatus(status)
  const detail = [`HTTP ${answer.status}`, reported?.message?.slice(0, 300)].filter(Boolean).join(': ')
  return new AppError(kind, { params: PARAMS, requestId: answer.requestId, detail })
}

function meetingOf(value: unknown, index: number): ServerMeeting[] {
  const row = rowSchema.safeParse(value).data
  if (row === undefined) return []
  // In the samples, the id ends in the second of the start.
  const startedAt =
    utcInstant(row.created_at ?? '') ?? utcInstant(/_(\d{9,10})$/.exec(row.unique_id ?? '')?.[1] ?? '')
  const endedAt = utcInstant(row.destroyed_at ?? '')
  const ms = startedAt === null || endedAt === null ? -1 : Date.parse(endedAt) - Date.parse(startedAt)
  return [
    {
      source: 'proconf',
      uniqueId: row.unique_id || `${row.room_name ?? ''}#${index}`,
      roomName: row.room_name ?? '',
      startedAt,
      endedAt,
      durationSeconds: ms < 0 ? null : Math.round(ms / 1000),
    },
  ]
}

/** Rows with unreadable dates sort last. */
function timeOf({ startedAt, endedAt }: ServerMeeting): number {
  return Date.parse(startedAt ?? endedAt ?? '') || 0
}
