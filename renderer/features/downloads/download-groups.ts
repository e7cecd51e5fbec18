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
  for (const { downloads: files } of groups.values())
    if (files.length > 1) files.sort((a, b) => a.rank - b.rank)
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
  const open: { one: T; turn: number }[] = []
  const ended: { one: T; end: string }[] = []
  for (const one of all) {
    const turn = turnOf(one)
    if (turn === Infinity) ended.push({ one, end: endOf(one) })
    else open.push({ one, turn })
  }
  open.sort((a, b) => a.turn - b.turn)
  ended.sort((a, b) => (a.end < b.end ? 1 : -1))
  return [...open, ...ended].map(({ one }) => one)
}

/** Events come ten times a second, each for a list that may have tens of thousands of downloads. */
const owners = new WeakMap<Source, string>()

/** [Note: identity of a recording file] without the fields that distinguish the files of one recording. */
function ownerOf(source: Source): string {
  const known = owners.get(source)
  if (known !== undefined) return known
  const owner = `${source.kind} ${source.site} ${ownerIdOf(source)}`
  owners.set(source, owner)
  return owner
}

/** Rank of the first open download; Infinity if all have ended. */
function turnOf({ downloads }: HasDownloads): number {
  let turn = Infinity
  for (const download of downloads) if (download.rank < turn && isOpen(download)) turn = download.rank
  return turn
}

function endOf({ downloads }: HasDownloads): string {
  let end = ''
  for (const { savedAt, addedAt } of downloads) if ((savedAt ?? addedAt) > end) end = savedAt ?? addedAt
  return end
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
  const lines: DownloadLine[] = []
  for (const section of sections) {
    if (section.kind === 'group') addLines(lines, section, toggled)
    else {
      const isShown = toggled.has(section.key)
      lines.push({ kind: 'order', key: section.key, section, isOpen: isShown })
      if (isShown) for (const group of groupDownloads(section.downloads)) addLines(lines, group, toggled)
    }
  }
  return lines
}

function addLines(lines: DownloadLine[], group: DownloadGroup, closed: ReadonlySet<string>): void {
  const isAlone = group.downloads.length === 1
  const isShown = isAlone || !closed.has(group.key)
  if (!isAlone) lines.push({ kind: 'group', key: group.key, group, isOpen: isShown })
  if (!isShown) return
  for (const download of group.downloads) lines.push({ kind: 'file', key: download.id, download, isAlone })
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
