import type {
  Recording,
  RecordingList,
  RecordingPage,
  RecordingQuery,
  Span,
} from '../../contract/recording.ts'
import type { ListedRecordings, Log } from '../interfaces.ts'
import { checkedAnswer, isNothingInPeriod, pageAnswerSchema } from './answers.ts'
import { allPages, createPageReader, incompleteList, type ListPage, type PageReader } from './page-reader.ts'
import { recordingOf, rowSchema } from './recording-rows.ts'
import { namesWithoutId } from './rows-without-id.ts'
import { createListReporter } from './list-reporter.ts'
import type { Session } from './session.ts'

/** Most rows the service returns per page (meeting_21_0048). */
const PAGE_SIZE = 500
/** Lists kept open while the user scrolls; a list dropped beyond this starts over when it is read further. */
const MAX_OPEN_LISTS = 4
/** Counts requested concurrently. */
const PARALLEL_COUNTS = 4

export interface RecordingLists {
  /** Every row of the range, from all pages, each once. */
  list(query: RecordingQuery): Promise<RecordingList>
  /**
   * The n-th page, from 0. Page 0 queries the service again; later pages contain only new rows. A failed page
   * can be retried.
   */
  page(query: RecordingQuery, index: number): Promise<RecordingPage>
  /** Closes a list: its pending requests reject with CANCELLED. */
  leave(query: RecordingQuery): void
  /** Number of recordings in each period; null where the service gives none. */
  counts(query: Omit<RecordingQuery, 'from' | 'to'>, spans: Span[]): Promise<(number | null)[]>
}

const idOf = ({ confUUID }: Recording): string => confUUID

export function createRecordingLists({
  session,
  log,
  onListed = () => undefined,
  onRows = () => undefined,
}: {
  session: Session
  log: Log
  /** Called with each page of a list, and with the whole of it at its end. */
  onListed?: (list: ListedRecordings) => void
  /** Called with the rows of each page. */
  onRows?: (site: string, rows: readonly Recording[]) => void
}): RecordingLists {
  /** `site`: all pages of a list are requested from the site it was begun at. */
  const ask = async (
    query: RecordingQuery,
    site: string,
    offset: number,
    limit = PAGE_SIZE,
    signal?: AbortSignal,
  ): Promise<ListPage<Recording>> => {
    try {
      const answer = await session.call({
        method: 'GET',
        path: '/v1/mmc/management/record/files',
        query: {
          startDate: Date.parse(query.from),
          endDate: Date.parse(query.to),
          offset,
          limit,
          searchKey: query.search || undefined,
          queryAll: query.allUsers === true ? true : undefined,
          sortType: query.order === 'oldest' ? 'ASC_StartTIME' : 'DSC_StartTIME',
        },
        site,
        isRepeatable: true,
        ...(signal === undefined ? {} : { signal }),
      })
      const { count, data } = checkedAnswer(pageAnswerSchema, answer)
      const checked = data.map((row) => rowSchema.safeParse(row))
      const rows = checked.flatMap((row) => (row.success ? [recordingOf(row.data)] : []))
      if (rows.length < checked.length)
        log.warn('recordings: rows without an id were left out', { rows: checked.length - rows.length })
      onRows(site, rows)
      const named = namesWithoutId(data, rowSchema)
      return { rows, size: checked.length, namesWithoutId: named, count, bytes: answer.bytes }
    } catch (error) {
      if (isNothingInPeriod(error)) return { rows: [], size: 0, count: 0, bytes: 0 }
      throw error
    }
  }

  interface Open {
    pages: PageReader<Recording>
    /** Pages read so far. */
    done: number
    /** Rows read so far. */
    listed: number
    reporter: ReturnType<typeof createListReporter>
    /** The page being read: a list is read one step at a time, and a second request for the page joins the first. */
    reading: Promise<RecordingPage> | null
    leave: AbortController
  }
  /** By site and query, most recently used last. */
  const open = new Map<string, Open>()
  const keyOf = (query: RecordingQuery): string => JSON.stringify([session.baseUrl(), query])

  const begin = (key: string, query: RecordingQuery): Open => {
    open.get(key)?.leave.abort()
    open.delete(key)
    const leave = new AbortController()
    const site = session.baseUrl()
    const reporter = createListReporter(session, query, onListed)
    const pages = createPageReader(PAGE_SIZE, idOf, (offset) =>
      reporter.page(ask(query, site, offset, PAGE_SIZE, leave.signal)),
    )
    const begun: Open = { pages, done: 0, listed: 0, reporter, reading: null, leave }
    open.set(key, begun)
    for (const oldest of open.keys()) {
      if (open.size <= MAX_OPEN_LISTS) break
      open.delete(oldest)
    }
    return begun
  }

  const read = async (list: Open): Promise<RecordingPage> => {
    try {
      const { rows, count, isEnd, missing, withoutId } = await list.pages.next()
      const isIncomplete = isEnd && missing !== 'none'
      if (isEnd && !isIncomplete) list.reporter.end(count)
      if (isIncomplete && rows.length === 0) throw incompleteList(list.listed, count, withoutId)
      list.done += 1
      list.listed += rows.length
      return { items: rows, count, isLast: isEnd && !isIncomplete }
    } finally {
      list.reading = null
    }
  }
  const step = (list: Open): Promise<RecordingPage> => (list.reading ??= read(list))

  return {
    list: async (query) => {
      const site = session.baseUrl()
      const reporter = createListReporter(session, query, onListed)
      const list = await allPages(PAGE_SIZE, idOf, (offset) => reporter.page(ask(query, site, offset)))
      const { rows, count, missing, withoutId } = list
      if (missing === 'none') reporter.end(count)
      const end = { items: rows, count: count ?? rows.length, isComplete: missing === 'none' }
      return withoutId === undefined ? end : { ...end, withoutId }
    },
    page: async (query, index) => {
      const key = keyOf(query)
      const known = open.get(key)
      const isAhead = index > 0 && known !== undefined && known.done <= index
      const list = isAhead ? known : begin(key, query)
      // The list was closed meanwhile, an earlier page is on its way, or a page's answer was lost: read up to
      // this page.
      while (list.done < index) await step(list)
      return await step(list)
    },
    leave: (query) => {
      const key = keyOf(query)
      open.get(key)?.leave.abort()
      open.delete(key)
    },
    counts: async (query, spans) => {
      const site = session.baseUrl()
      const counts: (number | null)[] = []
      let next = 0
      const count = async (): Promise<void> => {
        for (let index = next; index < spans.length; index = next) {
          next += 1
          const span = spans[index]
          if (span === undefined) return
          counts[index] = (await ask({ ...query, ...span }, site, 0, 1)).count
        }
      }
      await Promise.all(Array.from({ length: PARALLEL_COUNTS }, count))
      return counts
    },
  }
}
