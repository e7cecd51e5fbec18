import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { MinutesFile, OwnMinutes, OwnMinutesPage, OwnMinutesQuery } from '../../contract/own-minutes.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { Network } from '../network/network.ts'
import type { Link } from '../interfaces.ts'
import { listOfPages, type OnIncomplete } from './page-reader.ts'
import { checkedAnswer, pageAnswerSchema, withRequestId } from './answers.ts'
import { fileLink } from './file-link.ts'
import { exactText, hasFields, idText, lenientNumber, lenientRows, lenientText } from './lenient.ts'
import { namesWithoutId } from './rows-without-id.ts'
import { pathSegment } from './site-url.ts'
import { fetchPicture, type Picture } from './picture.ts'
import { instantOf } from './recording-rows.ts'
import type { Session } from './session.ts'

/** The signed-in user's minutes as stored by the service. */
export interface OwnMinutesOfService {
  /** One page, in the service's order. */
  page(query: OwnMinutesQuery): Promise<OwnMinutesPage>
  /** All pages, each row once. */
  all(search: string, onIncomplete?: OnIncomplete): Promise<OwnMinutes[]>
  /** `site`: base URL of the minutes' site (default: the one signed in to). */
  get(fileCode: string, site?: string): Promise<OwnMinutes>
  /**
   * A link to one file of the site (default: the one signed in to), requested each time: its lifetime is not
   * documented. NOT_FOUND when there is none.
   */
  freshLink(wanted: { site?: string; fileCode: string; file: MinutesFile }): Promise<Link>
  /** null when there is none. Throws BAD_ANSWER unless it is a small PNG or JPEG. */
  thumbnail(fileCode: string): Promise<Picture | null>
}

/** "Querying the Meeting Minutes List" (meeting_21_0167) returns 10 by default. */
const PAGE_SIZE = 50
/** Thumbnails fetched concurrently; each takes two requests. */
const THUMBNAILS = 4

const itemSchema = z.object({
  fileCode: lenientText,
  topic: lenientText,
  fileId: lenientText,
  fileName: lenientText,
  /** Bytes. */
  fileSize: lenientNumber,
  pdfFileId: lenientText,
  pdfFileName: lenientText,
  pdfFileSize: lenientNumber,
  thumbnailFileId: lenientText,
  /** Unix ms, according to the documentation's sample. */
  creationTimestamp: lenientNumber,
})
/** A row without a code cannot be requested again. */
const rowSchema = itemSchema.extend({ fileCode: idText })

const rowsSchema = lenientRows(rowSchema)

/** "Querying Details of Meeting Minutes" (meeting_21_0168). */
const detailsSchema = itemSchema
  .extend({ fileUrl: exactText(), pdfUrl: exactText(), thumbnailUrl: exactText() })
  .refine(hasFields, 'nothing of minutes')

export function createOwnMinutes(deps: { session: Session; network: () => Network }): OwnMinutesOfService {
  const { session, network } = deps
  const root = '/v1/usg/sss/meeting-files'

  const askPage = async ({ search, offset }: OwnMinutesQuery, site?: string) => {
    const query = { offset, limit: PAGE_SIZE, ...(search === '' ? {} : { searchKey: search }) }
    const answer = await session.call({ method: 'GET', path: root, query, isRepeatable: true, site })
    const { data, ...page } = checkedAnswer(pageAnswerSchema, answer)
    const rows = rowsSchema.parse(data).map(minutesOf)
    const named = namesWithoutId(data, rowSchema)
    return { ...page, bytes: answer.bytes, size: data.length, namesWithoutId: named, rows }
  }

  const ask = async (fileCode: string, site?: string) => {
    const path = `${root}/${pathSegment(fileCode)}`
    const answer = await session.call({ method: 'GET', path, isRepeatable: true, site })
    return { details: checkedAnswer(detailsSchema, answer), requestId: answer.requestId }
  }

  const inTurn = limitConcurrency(THUMBNAILS)
  return {
    page: async (query) => {
      const page = await askPage(query)
      return { rows: page.rows, count: page.count, nextOffset: nextOffset(query.offset, page) }
    },
    all: async (search, onIncomplete) => {
      const idOf = ({ fileCode }: OwnMinutes): string => fileCode
      const site = session.baseUrl()
      return await listOfPages(onIncomplete, PAGE_SIZE, idOf, (offset) => askPage({ search, offset }, site))
    },
    // Keeps the requested code, which finds these minutes again.
    get: async (fileCode, site) => minutesOf({ ...(await ask(fileCode, site)).details, fileCode }),
    freshLink: async ({ site = session.baseUrl(), fileCode, file }) => {
      const { details, requestId } = await ask(fileCode, site)
      const address = file === 'pdf' ? details.pdfUrl : details.fileUrl
      return await withRequestId(requestId, () => {
        if (!address) throw new AppError('NOT_FOUND', { detail: `the minutes have no ${file} any more` })
        return fileLink(session, address, site)
      })
    },
    thumbnail: (fileCode) =>
      inTurn(async () => {
        const site = session.baseUrl()
        const { details, requestId } = await ask(fileCode, site)
        const { thumbnailUrl } = details
        if (!thumbnailUrl) return null
        return await fetchPicture(
          await withRequestId(requestId, () => fileLink(session, thumbnailUrl, site)),
          network(),
        )
      }),
  }
}

/**
 * [Note: paging] An offset past the end returns the last page again, so the count ends the list; without a
 * count, a short page does, or one whose own offset is before the requested one.
 */
export function nextOffset(
  asked: number,
  { size, count, offset }: { size: number; count: number | null; offset: number | null },
): number | null {
  const next = asked + size
  if (size === 0 || (offset !== null && offset < asked)) return null
  if (count !== null) return next < count ? next : null
  return size < PAGE_SIZE ? null : next
}

function minutesOf(row: z.output<typeof rowSchema>): OwnMinutes {
  const has = (id: string | null, name: string | null, bytes: number | null): boolean =>
    Boolean(id) || Boolean(name) || (bytes ?? 0) > 0
  return {
    fileCode: row.fileCode,
    topic: row.topic || (row.fileName ?? ''),
    createdAt: instantOf(row.creationTimestamp),
    files: [
      ...(has(row.pdfFileId, row.pdfFileName, row.pdfFileSize)
        ? [{ file: 'pdf' as const, name: row.pdfFileName ?? '', bytes: row.pdfFileSize }]
        : []),
      ...(has(row.fileId, row.fileName, row.fileSize)
        ? [{ file: 'source' as const, name: row.fileName ?? '', bytes: row.fileSize }]
        : []),
    ],
    hasThumbnail: Boolean(row.thumbnailFileId),
  }
}
