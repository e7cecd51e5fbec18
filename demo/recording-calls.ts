import type { Call } from './exchange.ts'
import { numberOf, Refusal } from './exchange.ts'
import { recordInfoRoute } from './record-info.ts'
import type { DownloadTokens } from './download-tokens.ts'
import type { DemoRecording } from './recordings.ts'
import type { Route } from './routes.ts'
import type { User } from './users.ts'

/**
 * Pages "Querying the Recording File List", "Querying Recording File Details" and "Querying Download Links of
 * Recording Files".
 */
export function recordingRoutes(options: {
  recordings: readonly DemoRecording[]
  tokens: DownloadTokens
  /** The service's own address. */
  baseUrl: () => string
  now: () => number
}): Route[] {
  const { recordings, tokens, baseUrl, now } = options

  const find = (call: Call, user: User) => findFor(call.query.get('confUUID') ?? '', user)

  function rowOf(recording: DemoRecording): object {
    const bytes = recording.files.reduce((sum, { media }) => sum + media.bytes, 0)
    return {
      confUUID: recording.confUUID,
      confID: recording.confID,
      url: [`${baseUrl()}/play/${recording.confUUID}`],
      rcdTime: recording.seconds,
      // Whole MB: a short one has 0.
      rcdSize: Math.floor(bytes / 1_000_000),
      subject: recording.subject,
      scheduserName: recording.schedulerName,
      // UTC, though nothing in the text says so.
      startTime: new Date(recording.startsAt).toISOString().slice(0, 16).replace('T', ' '),
      isDecodeFinish: recording.readyAt <= now(),
      decodeEndTime: recording.announcedAt,
      available: !recording.isUnavailable,
      recordAuthType: 2,
    }
  }

  function list({ query }: Call, user: User): object {
    const from = numberOf(query, 'startDate', Number.NaN)
    const to = numberOf(query, 'endDate', Number.NaN)
    if (Number.isNaN(from) || Number.isNaN(to) || from > to)
      throw new Refusal(400, 'MMC.111071061', 'Parameter check failed: startDate, endDate')
    const offset = numberOf(query, 'offset', 0)
    const limit = numberOf(query, 'limit', 20, 500)
    const search = (query.get('searchKey') ?? '').toLowerCase()
    const sign = query.get('sortType') === 'ASC_StartTIME' ? 1 : -1
    const found = recordings
      .filter((recording) => seenBy(user, query.get('queryAll') === 'true', recording))
      .filter(({ startsAt }) => startsAt >= from && startsAt <= to)
      .filter(({ subject, schedulerName, confID }) =>
        [subject, schedulerName, confID].some((text) => text.toLowerCase().includes(search)),
      )
      .toSorted((a, b) => sign * (a.startsAt - b.startsAt))
    const data = found.slice(offset, offset + limit).map(rowOf)
    return { offset, limit, count: found.length, data }
  }

  function findFor(id: string, user: User): DemoRecording {
    if (id === '') throw new Refusal(400, 'MMC.111071061', 'Parameter check failed: confUUID')
    const found = recordings.find((one) => one.confUUID === id && seenBy(user, true, one))
    if (found === undefined) throw new Refusal(400, 'MMC.111070005', 'The meeting does not exist')
    return found
  }

  /** A recording whose files this user may have. */
  function ready(id: string, user: User): DemoRecording {
    if (user.adminType === 2) throw new Refusal(403, 'MMC.111070002', 'Insufficient permissions')
    const recording = findFor(id, user)
    // No page says what comes before transcoding has ended; the demo has nothing to give yet.
    if (recording.readyAt > now()) throw new Refusal(400, 'MMC.112100003', 'The data was not found')
    if (recording.isUnavailable)
      throw new Refusal(400, 'MMC.111077201', 'The recording was deleted or may not be seen')
    return recording
  }

  function links(call: Call, user: User): object {
    const recording = ready(call.query.get('confUUID') ?? '', user)
    const offset = numberOf(call.query, 'offset', 0)
    const limit = numberOf(call.query, 'limit', 20, 500)
    const urls = recording.files.slice(offset, offset + limit).map(({ fileType, path }) => ({
      token: tokens.issue(path),
      fileType,
      url: baseUrl() + path,
    }))
    // confUuid here, confUUID everywhere else: as in the page's sample.
    return { recordUrls: [{ confUuid: recording.confUUID, urls }] }
  }

  return [
    recordInfoRoute({ recordings, ready, tokens, baseUrl }),
    {
      method: 'GET',
      path: '/v1/mmc/management/record/files',
      handle: (call, user) => ({ status: 200, body: list(call, user) }),
    },
    {
      method: 'GET',
      path: '/v1/mmc/management/conferences/record/files',
      handle: (call, user) => ({ status: 200, body: rowOf(find(call, user)) }),
    },
    {
      method: 'GET',
      path: '/v1/mmc/management/record/downloadurls',
      handle: (call, user) => ({ status: 200, body: links(call, user) }),
    },
  ]
}

/** Everybody sees their own; administrators everybody's, when they ask for all. */
export function seenBy(user: User, isAll: boolean, { schedulerId }: { schedulerId: string }): boolean {
  return (isAll && user.adminType !== 2) || schedulerId === user.id
}
