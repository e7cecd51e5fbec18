import type { Call } from './exchange.ts'
import { numberOf, Refusal } from './exchange.ts'
import { seenBy, listPage } from './list-page.ts'
import { recordInfoRoute } from './record-info.ts'
import type { DownloadTokens } from './download-tokens.ts'
import type { DemoRecording } from './recordings.ts'
import type { Route } from './routes.ts'
import type { User } from './users.ts'

const GB = 1024 ** 3
/** Space for recordings that the demo enterprise has bought, in GB. */
const BOUGHT_GB = 8

/**
 * Pages "Querying the Recording File List", "Querying Recording File Details", "Querying Download Links of Recording
 * Files", and the space of recordings from the pages of the enterprise's resources.
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
      // Whole MB: 0 for a short one.
      rcdSize: Math.floor(bytes / 1_000_000),
      subject: recording.subject,
      scheduserName: recording.schedulerName,
      // UTC, although the text does not say so.
      startTime: new Date(recording.startsAt).toISOString().slice(0, 16).replace('T', ' '),
      isDecodeFinish: recording.readyAt <= now(),
      decodeEndTime: recording.announcedAt,
      available: !recording.isUnavailable,
      recordAuthType: 2,
    }
  }

  const list = ({ query }: Call, user: User): object =>
    listPage(
      query,
      user,
      recordings,
      ({ subject, schedulerName, confID }) => [subject, schedulerName, confID],
      rowOf,
    )

  function findFor(id: string, user: User): DemoRecording {
    if (id === '') throw new Refusal(400, 'MMC.111071061', 'Parameter check failed: confUUID')
    const found = recordings.find((one) => one.confUUID === id && seenBy(user, true, one))
    if (found === undefined) throw new Refusal(400, 'MMC.111070005', 'The meeting does not exist')
    return found
  }

  /** A recording whose files this user may access. */
  function ready(id: string, user: User): DemoRecording {
    if (user.adminType === 2) throw new Refusal(403, 'MMC.111070002', 'Insufficient permissions')
    const recording = findFor(id, user)
    // No page documents the answer before transcoding has ended; the demo has no files yet.
    if (recording.readyAt > now()) throw new Refusal(400, 'MMC.112100003', 'The data was not found')
    if (recording.isUnavailable)
      throw new Refusal(400, 'MMC.111077201', 'The recording was deleted or may not be seen')
    return recording
  }

  function links(call: Call, user: User): object {
    const recording = ready(call.query.get('confUUID') ?? '', user)
    const offset = numberOf(call.query, 'offset', 0)
    const limit = numberOf(call.query, 'limit', 20, 500)
    const files = recording.files.slice(offset, offset + limit)
    const groups = new Set([1, ...files.map(({ group = 1 }) => group)])
    const urlsOf = (one: number) =>
      files
        .filter(({ group = 1 }) => group === one)
        .map(({ fileType, path }) => ({ token: tokens.issue(path), fileType, url: baseUrl() + path }))
    // confUuid here, confUUID everywhere else: as in the page's sample.
    return { recordUrls: [...groups].map((one) => ({ confUuid: recording.confUUID, urls: urlsOf(one) })) }
  }

  /** Size of all files of all recordings, in GB with two decimals. */
  function usedGB(user: User): number {
    if (user.adminType === 2) throw new Refusal(403, 'MMC.111070002', 'Insufficient permissions')
    const bytes = recordings.flatMap(({ files, audio }) =>
      [...files, ...audio].map(({ media }) => media.bytes),
    )
    return Math.round((bytes.reduce((sum, one) => sum + one, 0) / GB) * 100) / 100
  }

  return [
    {
      method: 'GET',
      path: '/v1/mmc/management/orgRes',
      handle: (_, user) => ({
        status: 200,
        body: { usedRecStorage: usedGB(user), usedAccountsCount: 1, usedLiveCount: 0, confCount: 4 },
      }),
    },
    {
      method: 'GET',
      path: '/v1/usg/dcs/corp/resource',
      handle: (_, user) => ({
        status: 200,
        body: {
          recordCapability: { sumCount: BOUGHT_GB, usedCount: Math.round(usedGB(user)), expiredCount: 0 },
        },
      }),
    },
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
