import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { Program, ProgramRow } from '../../contract/program.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { Network } from '../network/network.ts'
import type { Link } from '../interfaces.ts'
import { listOfPages, type OnIncomplete } from './page-reader.ts'
import { checkedAnswer, pageAnswerSchema, withRequestId } from './answers.ts'
import { fileAddress, fileLink } from './file-link.ts'
import { exactText, hasFields, idText, lenientNumber, lenientRows, lenientText } from './lenient.ts'
import { namesWithoutId } from './rows-without-id.ts'
import { pathSegment } from './site-url.ts'
import { fetchPicture, type Picture, type PictureLimits } from './picture.ts'
import { instantOf } from './recording-rows.ts'
import type { Session } from './session.ts'

export interface Programs {
  /** All pages, each program once, last changed first. `search`: part of a name or of who changed it last. */
  list(search?: string, onIncomplete?: OnIncomplete): Promise<ProgramRow[]>
  /** `site`, here and below: base URL of the program's site (default: the one signed in to). */
  get(id: string, site?: string): Promise<Program>
  /** A material for display; BAD_ANSWER unless it is a PNG or JPEG of a size that can be shown. */
  picture(material: { programId: string; materialId: string }): Promise<Picture>
  /**
   * A link to one material of the site (default: the one signed in to), requested each time: its lifetime is
   * not documented.
   */
  freshLink(material: { site?: string; programId: string; materialId: string }): Promise<Link>
}

/** The service returns 10 by default; its maximum is not documented, and shorter pages are handled too. */
const PAGE_SIZE = 100

/**
 * Fields common to list and details ("Querying Programs" and "Querying Program Details by ID",
 * meeting_21_0183).
 */
const baseSchema = z.object({
  lastUpdatedBy: lenientText,
  /** Unix ms. */
  updateTime: lenientNumber,
  programName: lenientText,
  materialSizeStr: lenientText,
  /** Seconds. */
  playTime: lenientNumber,
})
const rowSchema = baseSchema.extend({ id: idText })
type Row = z.infer<typeof rowSchema>
const rowsSchema = lenientRows(rowSchema)

const programSchema = baseSchema
  .extend({
    programItemList: lenientRows(
      z.object({
        materialId: exactText(200),
        materialName: lenientText,
        filePath: exactText(),
        playTime: lenientNumber,
      }),
    ),
  })
  .refine(hasFields, 'nothing of a program')

/** Materials are made for screens of up to 3840 x 2160. */
const MATERIAL: PictureLimits = { maxBytes: 5_000_000, maxSide: 8192, maxPixels: 7680 * 4320 }
/** Pictures fetched concurrently; more would delay the user's own requests. */
const PICTURES = 3

export function createPrograms({ session, network }: { session: Session; network: () => Network }): Programs {
  const ask = async (id: string, site?: string) => {
    const path = `/v1/usg/sss/programs/${pathSegment(id)}`
    const answer = await session.call({ method: 'GET', path, isRepeatable: true, site })
    const { programItemList, ...program } = checkedAnswer(programSchema, answer)
    // One without an id gets its position as id.
    const items = programItemList.map((item, index) => ({ ...item, id: item.materialId || `#${index + 1}` }))
    return { ...program, items, requestId: answer.requestId }
  }

  const freshLink: Programs['freshLink'] = async ({ site = session.baseUrl(), programId, materialId }) => {
    const { items, requestId } = await ask(programId, site)
    const address = items.find(({ id }) => id === materialId)?.filePath
    return await withRequestId(requestId, () => {
      if (!address) throw new AppError('NOT_FOUND', { detail: 'the program has no such material any more' })
      return fileLink(session, address, site)
    })
  }

  const inTurn = limitConcurrency(PICTURES)
  return {
    list: async (search, onIncomplete) => {
      const site = session.baseUrl()
      // [Note: paging] An offset past the end returns the last page again: the count ends the list, ids
      // deduplicate it.
      const rows = await listOfPages<Row>(
        onIncomplete,
        PAGE_SIZE,
        ({ id }) => id,
        async (offset) => {
          const answer = await session.call({
            method: 'GET',
            path: '/v1/usg/sss/programs',
            query: { offset, limit: PAGE_SIZE, searchKey: search || undefined },
            site,
            isRepeatable: true,
          })
          const { count, data } = checkedAnswer(pageAnswerSchema, answer)
          const named = namesWithoutId(data, rowSchema)
          const size = data.length
          return { rows: rowsSchema.parse(data), size, namesWithoutId: named, count, bytes: answer.bytes }
        },
      )
      return rows
        .map((row) => ({ id: row.id, ...rowOf(row) }))
        .toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
    },
    get: async (id, site = session.baseUrl()) => {
      const program = await ask(id, site)
      return {
        // The documentation's sample returns another id than was requested: the requested one finds the
        // program again.
        id,
        ...rowOf(program),
        playSeconds:
          program.playTime ?? program.items.reduce((sum, { playTime }) => sum + (playTime ?? 0), 0),
        materials: program.items.map((item) => ({
          id: item.id,
          name: item.materialName ?? '',
          playSeconds: item.playTime ?? 0,
          path: (item.filePath ?? '').replace(/[?#].*$/s, ''),
          canDownload: fileAddress(site, item.filePath) !== null,
        })),
      }
    },
    freshLink,
    picture: (material) =>
      inTurn(async () => await fetchPicture(await freshLink(material), network(), MATERIAL)),
  }
}

function rowOf(program: z.infer<typeof baseSchema>): Omit<ProgramRow, 'id'> {
  return {
    name: program.programName ?? '',
    lastUpdatedBy: program.lastUpdatedBy ?? '',
    updatedAt: instantOf(program.updateTime),
    sizeText: program.materialSizeStr ?? '',
    playSeconds: program.playTime,
  }
}
