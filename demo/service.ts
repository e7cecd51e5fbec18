import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAccounts } from './accounts.ts'
import { clips, qrPictures, slides } from './assets.ts'
import { controlRoutes } from './control.ts'
import { createDownloadTokens } from './download-tokens.ts'
import { endedMeetings, meetingsError } from './ended-meetings.ts'
import type { Call, Reply } from './exchange.ts'
import { readJson, Refusal } from './exchange.ts'
import type { Fault, Faults, FaultTarget } from './faults.ts'
import { createFaults } from './faults.ts'
import { meetingHistoryRoute } from './meeting-history.ts'
import type { MediaFile } from './media.ts'
import { wholeFile } from './media.ts'
import type { SaveRequest } from './minutes.ts'
import { createMinutes } from './minutes.ts'
import { programRoutes } from './programs.ts'
import { DIRECT_PATH, taskIdOf } from './record-info.ts'
import { recordingRoutes } from './recording-calls.ts'
import type { DemoFile, DemoRecording } from './recordings.ts'
import { makeRecordings } from './recordings.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Route } from './routes.ts'
import { findRoute } from './routes.ts'
import { sendMedia } from './send-media.ts'
import { DEMO_ACCOUNT, DEMO_APP, ADMINISTRATOR } from './users.ts'

export interface DemoOptions {
  /** 0 (the default): any free port. */
  port?: number
  faults?: readonly Fault[]
  /** In ms; Date.now by default. */
  now?: () => number
  /** Lifetime of an access token; by default 56326 s, as in the page's sample. */
  tokenSeconds?: number
  /** When set, ended meetings require exactly this Authorization header. */
  meetingsAuthorization?: string
  /** The catalogue's by default. */
  recordings?: readonly DemoRecording[]
  /** The limit that it announces and keeps: calls of one path in a minute. None by default. */
  callsPerMinute?: number
}

/** One request for a recording file or a material. */
export interface MediaRequest {
  path: string
  range: string
  /** 200 for every response with bytes, including a partial one. */
  status: number
}

export interface DemoService {
  url: string
  appId: string
  appKey: string
  userId: string
  account: string
  password: string
  /** Base URL of the ended meetings: `GET <meetingsUrl>/meetings`. */
  meetingsUrl: string
  recordings: readonly DemoRecording[]
  faults: Faults
  mediaRequests(): readonly MediaRequest[]
  minutesSaves(): readonly SaveRequest[]
  endTokens(options?: { refreshToo?: boolean }): void
  liveTokens(): number
  /** Number of calls beyond the limit that it keeps. */
  callsRefused(): number
  close(): Promise<void>
}

/**
 * A local meeting service with everything the app uses, so that all of it can be tried and tested without an
 * account. It serves plain http on the loopback address only.
 */
export async function startDemo(options: DemoOptions = {}): Promise<DemoService> {
  const { port = 0, now = Date.now, tokenSeconds = 56_326, meetingsAuthorization } = options
  let url = ''
  const baseUrl = () => url
  const faults = createFaults(options.faults ?? [])
  const accounts = createAccounts({ now, tokenSeconds })
  const tokens = createDownloadTokens(now)
  const { callsPerMinute } = options
  const limit = callsPerMinute === undefined ? null : createRateLimit(callsPerMinute, now)
  const recordings = options.recordings ?? makeRecordings(now())
  const minutes = createMinutes({ baseUrl, now })
  const mediaRequests: MediaRequest[] = []
  // The paths of the service's own calls; the latest thousand.
  const calls: string[] = []
  const recordingFiles = new Map(recordings.flatMap(({ files }) => files.map((file) => [file.path, file])))
  const directFiles = new Map(
    recordings.flatMap(({ files, audio }) => [...files, ...audio].map((file) => [taskIdOf(file), file])),
  )
  const openFiles = openFilesByPath(recordings)
  const routes: Route[] = [
    ...accounts.routes,
    ...recordingRoutes({ recordings, tokens, baseUrl, now }),
    meetingHistoryRoute({ recordings, now }),
    ...minutes.routes,
    ...programRoutes({ baseUrl, now }),
    ...controlRoutes({ faults, accounts, minutes, mediaRequests, calls }),
  ]

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = String(request.headers['x-request-id'] ?? randomUUID())
    response.setHeader('X-Request-Id', requestId)
    try {
      const target = new URL(`http://demo${request.url ?? '/'}`)
      const path = target.pathname
      // Rejects requests from browser pages: the real service allows no other origin either.
      if (request.headers.origin !== undefined)
        throw new Refusal(403, 'APIG.0302', 'No other origin may call')
      const file = recordingFiles.get(path)
      if (file !== undefined) return await answerFile(request, response, file, request.headers.authorization)
      if (path === DIRECT_PATH) {
        const direct = directFiles.get(target.searchParams.get('taskId') ?? '')
        if (direct === undefined) throw new Refusal(404, 'MMC.112100003', 'The data was not found')
        const once = target.searchParams.get('onceToken') ?? undefined
        return await answerFile(request, response, direct, once)
      }
      const open = openFiles.get(path) ?? minutes.fileAt(path)
      if (open !== null) {
        const { fault, bytesPerSecond } = faults.take('media', path)
        if (answerWithFault(response, fault, 'media')) return
        mediaRequests.push({ path, range: request.headers.range ?? '', status: 200 })
        return await sendMedia(request, response, open, { fault, bytesPerSecond })
      }
      if (path === '/proconf/meetings') return answerMeetings(request, response)
      if (!path.startsWith('/demo/') && calls.push(path) > 1000) calls.shift()
      const { fault } = path.startsWith('/demo/') ? { fault: null } : faults.take('api', path)
      if (limit !== null && path.startsWith('/v1/'))
        response.setHeader('X-APIG-Ratelimit-Api', limit.take(path))
      if (answerWithFault(response, fault, 'api')) return
      const found = findRoute(routes, request.method ?? '', path)
      if (found === null) throw new Refusal(404, 'APIG.0101', 'The API does not exist')
      const { headers } = request
      const body = await readJson(request)
      const call: Call = { headers, query: target.searchParams, params: found.params, body, requestId }
      const { route } = found
      const reply = route.isOpen ? route.handle(call) : route.handle(call, accounts.userOfCall(call))
      send(response, await reply)
    } catch (error) {
      const known =
        error instanceof Refusal ? error : new Refusal(500, 'USG.000000002', 'Internal server error')
      if (response.headersSent) response.destroy()
      else send(response, errorReply(known, requestId))
    }
  }

  async function answerFile(
    request: IncomingMessage,
    response: ServerResponse,
    file: DemoFile,
    once: string | undefined,
  ): Promise<void> {
    const { path } = file
    const { fault, bytesPerSecond } = faults.take('media', path)
    const log = (status: number) => mediaRequests.push({ path, range: request.headers.range ?? '', status })
    // Every request spends its token, even a failed one.
    const use = tokens.use(once, path)
    if (use !== 'ok') {
      log(use === 'missing' ? 401 : 403)
      throw new Refusal(use === 'missing' ? 401 : 403, 'MMC.111077202', `The download token is ${use}`)
    }
    log(fault?.kind === 'status' ? fault.status : 200)
    if (answerWithFault(response, fault, 'media')) return
    const media = fault?.kind === 'changed' ? file.changed : file.media
    await sendMedia(request, response, media, { fault, bytesPerSecond })
  }

  function answerMeetings(request: IncomingMessage, response: ServerResponse): void {
    const { fault } = faults.take('meetings', '/proconf/meetings')
    if (answerWithFault(response, fault, 'meetings')) return
    const isLet =
      meetingsAuthorization === undefined || request.headers.authorization === meetingsAuthorization
    if (request.method !== 'GET') send(response, { status: 404, body: meetingsError(404) })
    else if (!isLet) send(response, { status: 401, body: meetingsError(401) })
    else send(response, { status: 200, body: { error: null, data: endedMeetings(now()) } })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    appId: DEMO_APP.id,
    appKey: DEMO_APP.key,
    userId: ADMINISTRATOR.id,
    ...DEMO_ACCOUNT,
    meetingsUrl: `${url}/proconf`,
    recordings,
    faults,
    mediaRequests: () => mediaRequests,
    minutesSaves: minutes.saves,
    endTokens: accounts.endTokens,
    liveTokens: accounts.liveTokens,
    callsRefused: () => limit?.refused() ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * Files without access control, by path: pictures, and a playback page for each recording, which is the clip
 * itself.
 */
function openFilesByPath(recordings: readonly DemoRecording[]): Map<string, MediaFile> {
  const playback = wholeFile(clips.Sd, 'video/mp4')
  const picture = (name: string, bytes: Buffer) =>
    wholeFile(bytes, name.endsWith('.jpg') ? 'image/jpeg' : 'image/png')
  return new Map([
    ...recordings.map(({ confUUID }) => [`/play/${confUUID}`, playback] as const),
    ...Object.entries(qrPictures).map(([name, bytes]) => [`/demo/qr/${name}`, picture(name, bytes)] as const),
    ...Object.entries(slides).map(
      ([name, bytes]) => [`/materials/${name}.png`, picture(name, bytes)] as const,
    ),
  ])
}

/** The gateway's error code for a status; any other status means "the server is busy". */
const FAULT_CODES: Record<number, string> = { 403: 'APIG.0302', 404: 'APIG.0101', 429: 'APIG.0308' }

/** Answers with the fault if it replaces the usual response; returns true if it did. */
function answerWithFault(response: ServerResponse, fault: Fault | null, target: FaultTarget): boolean {
  if (fault?.kind === 'drop') response.socket?.destroy()
  else if (fault?.kind === 'html') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end('<!doctype html><title>Sign in</title><p>Please sign in to go on.')
  } else if (fault?.kind === 'status') {
    if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter)
    const refusal = new Refusal(fault.status, FAULT_CODES[fault.status] ?? 'USG.000000001', 'Refused')
    const id = String(response.getHeader('X-Request-Id'))
    if (target === 'meetings') send(response, { status: fault.status, body: meetingsError(fault.status) })
    else send(response, errorReply(refusal, id))
  } else return false
  return true
}

function errorReply({ status, code, message }: Refusal, requestId: string): Reply {
  return { status, body: { error_code: code, error_msg: message, request_id: requestId } }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.statusCode = status
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('Content-Type', 'application/json;charset=UTF-8')
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
