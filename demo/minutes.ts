import { createHash } from 'node:crypto'
import { boards } from './assets.ts'
import { type MediaFile, wholeFile } from './media.ts'
import { minutesPdf } from './minutes-pdf.ts'
import codes from './pictures/codes.json' with { type: 'json' }
import type { Call } from './exchange.ts'
import { isRecord, numberOf, Refusal } from './exchange.ts'
import type { Route } from './routes.ts'
import type { User } from './users.ts'
import { ADMINISTRATOR } from './users.ts'

/** The parameters of a save, so that tests can check that it matches the code. */
export interface SaveRequest {
  at: string
  userId: string
  requestId: string
  language: string
  body: Record<string, string>
}

interface MinutesFile {
  code: string
  userId: string
  topic: string
  createdAt: number
  bytes: number
}

const DAY = 86_400_000
const TOPICS = [
  '季度评审',
  'Sprint planning',
  '白板草图',
  'Roadmap workshop',
  '客户需求',
  'Retrospective',
  '架构讨论',
]
/** More than one page of 10. */
const EARLIER_FILES = 13

/** The uuids in the service's own pictures. */
const knownUuids = new Set(
  Object.values(codes)
    .filter((text) => text.includes('action=SAVE_MEETING_FILE'))
    .map((text) => new URL(text).searchParams.get('uuid') ?? ''),
)

/**
 * Pages "Saving Meeting Minutes to eMeetings", "Querying the Meeting Minutes List" and "Querying Details of
 * Meeting Minutes". `now` is in ms.
 */
export function createMinutes({ baseUrl, now }: { baseUrl: () => string; now: () => number }) {
  const saves: SaveRequest[] = []
  const startedAt = now()
  const files: MinutesFile[] = Array.from({ length: EARLIER_FILES }, (_, n) => ({
    code: hex(`minutes ${n}`),
    userId: ADMINISTRATOR.id,
    topic: `${TOPICS[n % TOPICS.length]} ${n + 1}`,
    createdAt: startedAt - (n * 5 + 3) * DAY,
    bytes: 48_000 + n * 7321,
  }))

  function save(call: Call, user: User): void {
    const { body } = call
    if (!isRecord(body) || Object.values(body).some((value) => typeof value !== 'string'))
      throw new Refusal(400, 'USG.000000003', 'Invalid request parameters: a map of strings is expected')
    const entries = body as Record<string, string>
    saves.push({
      at: new Date(now()).toISOString(),
      userId: user.id,
      requestId: String(call.headers['x-request-id'] ?? ''),
      language: call.headers['accept-language'] ?? '',
      body: entries,
    })
    const uuid = entries.uuid ?? ''
    if (!knownUuids.has(uuid) || 'action' in entries)
      throw new Refusal(400, 'USG.000000003', 'Invalid request parameters: uuid')
    const code = hex(`${user.id} ${uuid}`)
    if (files.some((file) => file.code === code)) return
    const topic = entries.topic ?? 'Meeting minutes'
    files.unshift({ code, userId: user.id, topic, createdAt: now(), bytes: 65_432 })
  }

  function itemOf({ code, topic, createdAt, bytes }: MinutesFile): Record<string, unknown> {
    return {
      fileCode: code,
      topic,
      fileId: hex(`${code} source`),
      fileName: `${topic}.cwb`,
      fileSize: bytes,
      thumbnailFileId: hex(`${code} thumbnail`),
      thumbnailFileName: `${topic}.png`,
      thumbnailFileSize: boardOf(code).length,
      pdfFileId: hex(`${code} pdf`),
      pdfFileName: `${topic}.pdf`,
      pdfFileSize: minutesPdf(topic, createdAt).length,
      creationTimestamp: createdAt,
    }
  }

  function list({ query }: Call, user: User): object {
    const limit = Math.max(1, numberOf(query, 'limit', 10, 500))
    const search = (query.get('searchKey') ?? '').toLowerCase()
    const own = files.filter((file) => file.userId === user.id && file.topic.toLowerCase().includes(search))
    const { offset, rows } = pageOf(own, numberOf(query, 'offset', 0), limit)
    const data = rows.map((file) => ({ ...itemOf(file), userId: user.id }))
    // One row has no siblings, as in the page's own sample.
    return { count: own.length, limit, offset, data: data.length === 1 ? data[0] : data }
  }

  function details({ params }: Call, user: User): object {
    const file = files.find(({ code, userId }) => code === params.code && userId === user.id)
    if (file === undefined) throw new Refusal(400, 'USG.000000003', 'Invalid request parameters: file_code')
    const url = (extension: string): string => `${baseUrl()}/space/${file.code}.${extension}`
    return { ...itemOf(file), fileUrl: url('cwb'), pdfUrl: url('pdf'), thumbnailUrl: url('png') }
  }

  /** The file at a path that {@link details} returned; null for any other path. */
  function fileAt(path: string): MediaFile | null {
    const [, code, extension] = /^\/space\/([0-9a-f]{32})\.(cwb|pdf|png)$/.exec(path) ?? []
    const file = files.find((one) => one.code === code)
    if (file === undefined) return null
    if (extension === 'png') return wholeFile(boardOf(file.code), 'image/png')
    return extension === 'pdf'
      ? wholeFile(minutesPdf(file.topic, file.createdAt), 'application/pdf')
      : wholeFile(whiteboard(file), 'application/octet-stream')
  }

  const root = '/v1/usg/sss/meeting-files'
  const routes: Route[] = [
    {
      method: 'POST',
      path: `${root}/save-to-personal-space`,
      handle: (call, user) => {
        save(call, user)
        return { status: 200 }
      },
    },
    { method: 'GET', path: root, handle: (call, user) => ({ status: 200, body: list(call, user) }) },
    {
      method: 'GET',
      path: `${root}/:code`,
      handle: (call, user) => ({ status: 200, body: details(call, user) }),
    },
  ]
  return { routes, fileAt, saves: (): readonly SaveRequest[] => saves }
}

/** One page; as in the whole sss family, an offset past the end returns the last page again. */
export function pageOf<T>(all: readonly T[], offset: number, limit: number): { offset: number; rows: T[] } {
  const last = Math.max(0, Math.ceil(all.length / limit) - 1) * limit
  const from = offset < all.length ? offset : last
  return { offset: from, rows: all.slice(from, from + limit) }
}

function boardOf(code: string): Buffer {
  return boards[Number.parseInt(code.slice(0, 2), 16) % boards.length] as Buffer
}

/** Only the extension of the format is known: bytes that differ from file to file. */
function whiteboard({ code, bytes }: MinutesFile): Buffer {
  return Buffer.concat([Buffer.from('CWB\0'), Buffer.alloc(bytes - 4, Buffer.from(code, 'hex'))])
}

function hex(text: string): string {
  return createHash('sha256').update(`meetkeep demo ${text}`).digest('hex').slice(0, 32)
}
