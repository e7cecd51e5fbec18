import { createHash } from 'node:crypto'
import type { DownloadTokens } from './download-tokens.ts'
import { isRecord, Refusal } from './exchange.ts'
import { sha256InPieces } from './media.ts'
import type { DemoFile, DemoRecording } from './recordings.ts'
import type { Route } from './routes.ts'
import type { User } from './users.ts'

/** The path of this call's links; the file and its single-use token are in the query. */
export const DIRECT_PATH = '/v1/mc/record/obs/download'
/** The page's own sample has no SHA-256 at all; here large files have none, because hashing them is slow. */
const MOST_HASHED_BYTES = 64_000_000
const DEFAULT_LIMIT = 20

const RECORD_TYPES = {
  Hd: 'SPEAKER_VIDEO',
  Aux: 'SHARE_VIDEO',
  Sd: 'SPEAKER_SHARE_VIDEO',
  Audio: 'AUDIO',
} as const

/** The `taskId` of a file's link. */
export function taskIdOf({ path }: DemoFile): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16)
}

/**
 * Page "Querying Recording Information": exact sizes, SHA-256, audio. It does not know old recordings. Its
 * list is below `data` as in the page's table or, for every other recording, beside the code as in its
 * sample.
 */
export function recordInfoRoute(options: {
  recordings: readonly DemoRecording[]
  /** The recording with this id, for a user who may access its files. */
  ready: (confUUID: string, user: User) => DemoRecording
  tokens: DownloadTokens
  baseUrl: () => string
}): Route {
  const { recordings, ready, tokens, baseUrl } = options
  const hashes = new Map<string, Promise<string>>()

  const sha256Of = async ({ path, media }: DemoFile): Promise<string | undefined> => {
    if (media.bytes > MOST_HASHED_BYTES) return undefined
    const found = hashes.get(path) ?? sha256InPieces(media)
    hashes.set(path, found)
    return await found
  }

  const describe = async (file: DemoFile, { startsAt, seconds }: DemoRecording): Promise<object> => {
    const link = () =>
      `${baseUrl()}${DIRECT_PATH}?taskId=${taskIdOf(file)}&connector_id=demo&onceToken=${tokens.issue(file.path)}`
    return {
      recordType: RECORD_TYPES[file.fileType],
      beginTime: startsAt,
      endTime: startsAt + seconds * 1000,
      duration: seconds,
      fileSize: file.media.bytes,
      sha256: await sha256Of(file),
      playUrl: link(),
      downloadUrl: link(),
    }
  }

  return {
    method: 'POST',
    path: '/v1/mmc/rlm/record/info',
    handle: async ({ body }, user) => {
      const { confUUID, segmentOffset = 0, segmentLimit = DEFAULT_LIMIT } = isRecord(body) ? body : {}
      if (typeof confUUID !== 'string' || !isCount(segmentOffset) || !isCount(segmentLimit))
        throw new Refusal(400, 'MMC.111071061', 'Parameter check failed')
      const recording = ready(confUUID, user)
      if (recording.isOld) throw new Refusal(404, 'MMC.112100003', 'The data was not found')
      const files = [...recording.files, ...recording.audio]
      const parts = [...new Set(files.map(({ part }) => part))]
      const asked = parts.slice(segmentOffset, segmentOffset + segmentLimit)
      const segmentList = await Promise.all(
        asked.map(async (segmentOrder) => {
          const ofPart = files.filter(({ part }) => part === segmentOrder)
          return {
            manualOrder: ofPart[0]?.group ?? 1,
            segmentOrder,
            segmentSize: String(ofPart.reduce((sum, { media }) => sum + media.bytes, 0)),
            fileList: await Promise.all(ofPart.map((file) => describe(file, recording))),
          }
        }),
      )
      const info = {
        subject: recording.subject,
        beginTime: new Date(recording.startsAt).toISOString().slice(0, 16).replace('T', ' '),
        ...{ segmentOffset, segmentLimit, segmentCount: parts.length, segmentList },
      }
      const isFlat = recordings.indexOf(recording) % 2 === 1
      return { status: 200, body: { code: '0', message: 'success', ...(isFlat ? info : { data: info }) } }
    },
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
