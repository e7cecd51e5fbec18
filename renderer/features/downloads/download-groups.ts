import type { Download, Source } from '../../../contract/download.ts'
import type { Failure } from '../../../contract/errors.ts'
import type { Order } from '../../../contract/order.ts'
import { isOpen } from '../../../contract/download-states.ts'
import { ownerIdOf } from '../../../contract/source-key.ts'
import { repeatedNotices, sharedNeed } from '../../model/download-state.ts'

/** An order of several recordings; the downloads are those of the current view. */
export interface OrderSection {
  kind: 'order'
  key: string
  order: Order
  downloads: Download[]
}

/** The downloads of one recording, program or minutes. */
export interface DownloadGroup {
  kind: 'group'
  key: string
  title: string
  /** ISO start of the meeting, if known. */
  startTime: string | null
  downloads: Download[]
}

/**
 * Groups downloads by what they belong to. Pending ones come first, in queue order; then those that have
 * ended, latest first.
 */
export function groupDownloads(downloads: readonly Download[]): DownloadGroup[] {
  const groups = new Map<string, DownloadGroup>()
  for (const download of downloads) {
    const key = ownerOf(download.source)
    const group = groups.get(key)
    if (group !== undefined) group.downloads.push(download)
    else {
      const { title, startTime } = download
      groups.set(key, { kind: 'group', key, title, startTime, downloads: [download] })
    }
  }
  for (const group of groups.values()) group.downloads.sort((a, b) => a.rank - b.rank)
  return inOrder([...groups.values()])
}

/** Sections of the page: orders of several recordings, and everything else by what it belongs to. */
export function sectionsOf(
  downloads: readonly Download[],
  orders: ReadonlyMap<string, Order>,
): (OrderSection | DownloadGroup)[] {
  const sections = new Map<string, OrderSection>()
  const others: Download[] = []
  for (const download of downloads) {
    const order = orders.get(download.orderId ?? '')
    const section = sections.get(download.orderId ?? '')
    if (section !== undefined) section.downloads.push(download)
    else if (order !== undefined && order.recordings > 1)
      sections.set(order.id, { kind: 'order', key: order.id, order, downloads: [download] })
    else others.push(download)
  }
  return inOrder([...sections.values(), ...groupDownloads(others)])
}

interface HasDownloads {
  downloads: Download[]
}

function inOrder<T extends HasDownloads>(all: T[]): T[] {
  const sorted = all.map((one) => ({ one, turn: turnOf(one), end: endOf(one) }))
  const open = sorted.filter(({ turn }) => turn !== Infinity)
  const ended = sorted.filter(({ turn }) => turn === Infinity)
  return [
    ...open.toSorted((a, b) => a.turn - b.turn),
    ...ended.toSorted((a, b) => (a.end < b.end ? 1 : -1)),
  ].map(({ one }) => one)
}

/** [Note: identity of a recording file] without the fields that distinguish the files of one recording. */
function ownerOf(source: Source): string {
  return `${source.kind} ${source.site} ${ownerIdOf(source)}`
}

/** Rank of the first open download; Infinity if all have ended. */
function turnOf({ downloads }: HasDownloads): number {
  let turn = Infinity
  for (const download of downloads) if (download.rank < turn && isOpen(download)) turn = download.rank
  return turn
}

function endOf({ downloads }: HasDownloads): string {
  return downloads.map(({ savedAt, addedAt }) => savedAt ?? addedAt).reduce((a, b) => (a > b ? a : b))
}

/** A line of the list: an order, a group heading or a file; a file alone in its group needs no heading. */
export type DownloadLine =
  | { kind: 'order'; key: string; section: OrderSection; isOpen: boolean }
  | { kind: 'group'; key: string; group: DownloadGroup; isOpen: boolean }
  | { kind: 'file'; key: string; download: Download; isAlone: boolean }

/** `toggled`: keys of orders that are open, and of groups that are closed. */
export function linesOf(
  sections: readonly (OrderSection | DownloadGroup)[],
  toggled: ReadonlySet<string>,
): DownloadLine[] {
  return sections.flatMap((section): DownloadLine[] => {
    if (section.kind === 'group') return linesOfGroup(section, toggled)
    const isShown = toggled.has(section.key)
    const groups = isShown ? groupDownloads(section.downloads) : []
    return [
      { kind: 'order', key: section.key, section, isOpen: isShown },
      ...groups.flatMap((group) => linesOfGroup(group, toggled)),
    ]
  })
}

function linesOfGroup(group: DownloadGroup, closed: ReadonlySet<string>): DownloadLine[] {
  const isAlone = group.downloads.length === 1
  const files = group.downloads.map((download): DownloadLine => ({
    kind: 'file',
    key: download.id,
    download,
    isAlone,
  }))
  if (isAlone) return files
  const isShown = !closed.has(group.key)
  return [{ kind: 'group', key: group.key, group, isOpen: isShown }, ...(isShown ? files : [])]
}

/** The downloads of a line. */
export function downloadsOf(line: DownloadLine): Download[] {
  if (line.kind === 'order') return line.section.downloads
  return line.kind === 'group' ? line.group.downloads : [line.download]
}

/** Ids of downloads whose notice would repeat that of an earlier line: their order's, or another download's. */
export function noticesRepeatedIn(lines: readonly DownloadLine[]): ReadonlySet<string> {
  const told = lines.flatMap((line) => {
    const failure = line.kind === 'order' ? line.section.order.totals.failure : null
    const same = failure === null ? undefined : downloadsOf(line).find((one) => isSame(one.failure, failure))
    return same === undefined ? [] : (sharedNeed(same) ?? [])
  })
  return repeatedNotices(
    lines.flatMap((line) => (line.kind === 'file' ? [line.download] : [])),
    told,
  )
}

const isSame = (one: Failure | null, other: Failure): boolean =>
  one?.code === other.code && one.params?.['host'] === other.params?.['host']
