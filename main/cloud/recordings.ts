import { z } from 'zod'
import {
  type Recording,
  type RecordingFile,
  type RecordingList,
  type RecordingQuery,
} from '../../contract/recording.ts'
import { AppError, type ErrorCode, toFailure } from '../../contract/errors.ts'
import { checkedAddress } from '../network/address.ts'
import type { Link, Log } from '../ports.ts'
import { allPages, type Page } from './all-pages.ts'
import { checkedAnswer } from './checked-answer.ts'
import { lenientFlag, lenientNumber, lenientRows, lenientText } from './lenient.ts'
import { createRecordInfo } from './record-info.ts'
import { type DescribedFile, filesOf, isSameType, type LinkedFile, mergedFiles } from './recording-files.ts'
import type { Session } from './session.ts'

/** Most rows the service gives at once (meeting_21_0048). */
const PAGE_SIZE = 500

export interface Recordings {
  /** Every row of the range, all pages, once each. */
  list(query: RecordingQuery): Promise<RecordingList>
  get(confUUID: string): Promise<Recording>
  /**
   * Asks for links and throws them away; exact sizes and SHA-256 where `record/info` gives them.
   * NOT_TRANSCODED, NO_PERMISSION, NOT_FOUND.
   */
  files(confUUID: string): Promise<RecordingFile[]>
  /**
   * A link for one attempt at one file. [Note: single-use token] Its token is valid for an hour and dies with its
   * first use, so every attempt asks anew; there is no probing and one connection a file.
   */
  freshLink(file: { confUUID: string; fileType: string; part: number }): Promise<Link>
}

/** One row of the list, or the details of one (meeting_21_0048, _0049). Only the id is required. */
const rowSchema = z.object({
  confUUID: z.string().min(1),
  confID: lenientText,
  url: z.union([z.string().transform((one) => [one]), lenientRows(z.string())]),
  rcdTime: lenientNumber,
  rcdSize: lenientNumber,
  subject: lenientText,
  scheduserName: lenientText,
  startTime: lenientText,
  isDecodeFinish: lenientFlag,
  decodeEndTime: lenientNumber,
  available: lenientFlag,
  recordAuthType: lenientNumber,
})
type Row = z.infer<typeof rowSchema>

const pageSchema = z.object({ count: lenientNumber, data: z.array(z.unknown()).nullish() })
/** Of confUuid (spelled so here alone) nothing is needed: one recording was asked for. */
const linksSchema = z.object({
  recordUrls: lenientRows(
    z.object({
      urls: lenientRows(
        z.object({
          url: lenientText,
          fileType: lenientText,
          token: lenientText.transform((token) => token ?? ''),
        }),
      ),
    }),
  ),
})

/** "No meeting in the chosen period": an empty list, not a failure. */
const NOTHING_IN_PERIOD = 'MMC.111071069'

/** Refusals of downloadurls that the other call may make up for. */
const REFUSALS = new Set<ErrorCode>(['NOT_FOUND', 'BAD_REQUEST', 'NO_PERMISSION'])

export function createRecordings({ session, log }: { session: Session; log: Log }): Recordings {
  const info = createRecordInfo({ session, log })

  const get = async (confUUID: string): Promise<Recording> => {
    const answer = await session.call({
      method: 'GET',
      path: '/v1/mmc/management/conferences/record/files',
      query: { confUUID },
      isRepeatable: true,
    })
    return recordingOf(checkedAnswer(rowSchema, answer))
  }

  /** The files of downloadurls; a refusal that is about this recording or our rights comes back as a value. */
  const links = async (confUUID: string): Promise<LinkedFile[] | AppError> => {
    try {
      const answer = await session.call({
        method: 'GET',
        path: '/v1/mmc/management/record/downloadurls',
        query: { confUUID, limit: PAGE_SIZE },
        isRepeatable: true,
      })
      const files = filesOf(checkedAnswer(linksSchema, answer).recordUrls.flatMap(({ urls }) => urls))
      if (files.length > 0) return files
      const { requestId } = answer
      return new AppError('NOT_FOUND', { requestId, detail: 'the recording has no files' })
    } catch (error) {
      if (error instanceof AppError && REFUSALS.has(error.code)) return error
      throw error
    }
  }

  /** No page says what a recording that is still being prepared gets: nothing or a refusal. Its details tell. */
  const refuseUnprepared = async (confUUID: string, refusal: AppError): Promise<void> => {
    const recording = await get(confUUID).catch(() => null)
    if (recording?.state !== 'transcoding') return
    const { requestId } = refusal.failure
    throw new AppError('NOT_TRANSCODED', {
      ...(requestId === undefined ? {} : { requestId }),
      ...(recording.readyAt === null ? {} : { params: { readyAt: recording.readyAt } }),
    })
  }

  const files = async (confUUID: string): Promise<RecordingFile[]> => {
    const linked = await links(confUUID)
    const described = await info.files(confUUID).catch((error: unknown): null => {
      log.warn('recordings: record/info did not answer', { code: toFailure(error).code })
      return null
    })
    if (linked instanceof AppError) {
      const isHopeless = linked.code === 'NO_PERMISSION' && described === null
      if (!isHopeless) await refuseUnprepared(confUUID, linked)
    }
    const merged = mergedFiles(linked instanceof AppError ? [] : linked, described ?? [])
    if (linked instanceof AppError && merged.files.length === 0) throw linked
    for (const { fileType, linked: ofLinks, described: ofInfo } of merged.unlike)
      log.warn('recordings: sizes and hashes are left aside, for the calls do not agree on the parts', {
        ...{ confUUID, fileType, downloadurls: ofLinks, recordInfo: ofInfo },
      })
    return merged.files
  }

  const freshLink: Recordings['freshLink'] = async ({ confUUID, fileType, part }) => {
    const isType = (file: RecordingFile): boolean => isSameType(file.fileType, fileType)
    const isIt = (file: RecordingFile): boolean => isType(file) && file.part === part
    // downloadurls knows no audio.
    const linked = isSameType(fileType, 'Audio') ? [] : await links(confUUID)
    if (!(linked instanceof AppError) && linked.some(isType)) return linkOf(linked.find(isIt))
    const described = (await info.files(confUUID)) ?? []
    if (linked instanceof AppError && !described.some(isType)) {
      await refuseUnprepared(confUUID, linked)
      throw linked
    }
    return linkOf(described.find(isIt))
  }

  const page = async (query: RecordingQuery, offset: number): Promise<Page<Row>> => {
    const answer = await session.call({
      method: 'GET',
      path: '/v1/mmc/management/record/files',
      query: {
        startDate: Date.parse(query.from),
        endDate: Date.parse(query.to),
        offset,
        limit: PAGE_SIZE,
        searchKey: query.search || undefined,
        queryAll: query.allUsers === true ? true : undefined,
        sortType: query.order === 'oldest' ? 'ASC_StartTIME' : 'DSC_StartTIME',
      },
      isRepeatable: true,
    })
    const { count, data } = checkedAnswer(pageSchema, answer)
    const checked = (data ?? []).map((row) => rowSchema.safeParse(row))
    const rows = checked.flatMap((row) => (row.success ? [row.data] : []))
    if (rows.length < checked.length)
      log.warn('recordings: rows without an id were left out', { rows: checked.length - rows.length })
    return { rows, size: checked.length, count }
  }

  return {
    get,
    list: async (query) => {
      try {
        const { rows, count } = await allPages<Row>(
          PAGE_SIZE,
          ({ confUUID }) => confUUID,
          (offset) => page(query, offset),
        )
        return { items: rows.map(recordingOf), count: count ?? rows.length }
      } catch (error) {
        const code = error instanceof AppError ? error.failure.params?.['serviceCode'] : undefined
        if (code === NOTHING_IN_PERIOD) return { items: [], count: 0 }
        throw error
      }
    },
    files,
    freshLink,
  }
}

/** ADDRESS_REFUSED for one that is not https; NOT_FOUND for none. */
function linkOf(file: LinkedFile | DescribedFile | undefined): Link {
  if (file === undefined || file.url === null)
    throw new AppError('NOT_FOUND', { detail: 'the recording has no such file any more' })
  const token = 'token' in file ? file.token.trim() : ''
  if (!/^[\x20-\x7e]*$/.test(token))
    throw new AppError('BAD_ANSWER', { detail: 'the token of the link cannot stand in a header' })
  // The raw token, without "Bearer" ("Querying Download Links of Recording Files").
  return { url: checkedAddress(file.url).href, headers: token === '' ? {} : { Authorization: token } }
}

function recordingOf(row: Row): Recording {
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
 * [Note: startTime is UTC] `yyyy-MM-dd HH:mm` without a zone. The pages do not say so for recordings; their own
 * samples do: a start of 02:07 with 71 s of recording was transcoded at 02:10:12Z of the same day.
 */
export function utcInstant(text: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?$/.exec(text.trim())
  return found === null ? null : isoOf(Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}Z`))
}

function isoOf(ms: number): string | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
