import type { Account } from '../../contract/account.ts'
import type { Recording, RecordingQuery } from '../../contract/recording.ts'
import type { ListedRecordings } from '../interfaces.ts'
import type { ListPage } from './page-reader.ts'
import type { Session } from './session.ts'

/** Who reads a list: what it contains depends on this. */
type Reader = Pick<Account, 'baseUrl' | 'userId' | 'enterpriseId' | 'isAdmin'>

/**
 * Whether a list that was read to its end has every recording of the enterprise in its period: not one of a search or
 * of a user, not read by a user without the right to see all, or partly by another one, and with as many rows as the
 * service announced. `announced`: null if the service gave no number.
 */
export function isWholeList(
  query: Pick<RecordingQuery, 'search' | 'allUsers'>,
  readers: { before: Reader; after: Reader | null },
  rows: { listed: number; announced: number | null; hasUnreadable: boolean },
): boolean {
  const { before, after } = readers
  if (!isOfAllUsers(query, before) || (query.search ?? '').trim() !== '') return false
  if (after === null || !isSameReader(before, after)) return false
  return !rows.hasUnreadable && rows.announced !== null && rows.listed >= rows.announced
}

const isOfAllUsers = ({ allUsers }: Pick<RecordingQuery, 'allUsers'>, { isAdmin }: Reader): boolean =>
  allUsers === true && isAdmin === true

function isSameReader(one: Reader, other: Reader): boolean {
  return (
    one.baseUrl === other.baseUrl &&
    one.userId === other.userId &&
    one.enterpriseId === other.enterpriseId &&
    one.isAdmin === other.isAdmin
  )
}

/** Reports a list while it is read: each page, and at its end the whole of it. */
export function createListReporter(
  session: Pick<Session, 'state'>,
  query: RecordingQuery,
  onListed: (list: ListedRecordings) => void,
): {
  page(asked: Promise<ListPage<Recording>>): Promise<ListPage<Recording>>
  end(announced: number | null): void
} {
  const before = session.state().account
  const enterpriseId = before?.enterpriseId
  if (before === null || enterpriseId === undefined) return { page: (asked) => asked, end: () => undefined }
  const listed = new Set<string>()
  let hasUnreadable = false
  const report = (confUUIDs: ReadonlySet<string>, isWhole: boolean): void => {
    // An answer may be that of another session by now.
    const after = session.state().account
    if (after === null || !isSameReader(before, after)) return
    const { from, to } = query
    const of = { site: before.baseUrl, enterpriseId, from, to, isOfAllUsers: isOfAllUsers(query, before) }
    onListed({ ...of, confUUIDs, isWhole })
  }
  return {
    page: async (asked) => {
      const page = await asked
      if (page.size > page.rows.length) hasUnreadable = true
      const ofPage = new Set(page.rows.map(({ confUUID }) => confUUID))
      for (const one of ofPage) listed.add(one)
      report(ofPage, false)
      return page
    },
    end: (announced) => {
      const rows = { listed: listed.size, announced, hasUnreadable }
      if (isWholeList(query, { before, after: session.state().account }, rows)) report(listed, true)
    },
  }
}
