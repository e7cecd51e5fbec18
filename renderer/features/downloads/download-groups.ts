import type { Download, Source } from '../../../contract/download.ts'
import { isOpen } from '../../../contract/download-states.ts'

/** The downloads of one recording, program or minutes. */
export interface DownloadGroup {
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
      groups.set(key, { key, title, startTime, downloads: [download] })
    }
  }
  for (const group of groups.values()) group.downloads.sort((a, b) => a.rank - b.rank)
  const open = [...groups.values()].filter(isOpenGroup)
  const ended = [...groups.values()].filter((group) => !isOpenGroup(group))
  return [
    ...open.toSorted((a, b) => turnOf(a) - turnOf(b)),
    ...ended.toSorted((a, b) => (endOf(a) < endOf(b) ? 1 : -1)),
  ]
}

/** [Note: identity of a recording file] without the fields that distinguish the files of one recording. */
function ownerOf(source: Source): string {
  return JSON.stringify([source.kind, source.site, idWithinSite(source)])
}

function idWithinSite(source: Source): string {
  switch (source.kind) {
    case 'recording':
      return source.confUUID
    case 'material':
      return source.programId
    case 'minutes':
      return source.fileCode
  }
}

const isOpenGroup = ({ downloads }: DownloadGroup): boolean => downloads.some(isOpen)

function turnOf({ downloads }: DownloadGroup): number {
  return Math.min(...downloads.filter(isOpen).map(({ rank }) => rank))
}

function endOf({ downloads }: DownloadGroup): string {
  return downloads.map(({ savedAt, addedAt }) => savedAt ?? addedAt).reduce((a, b) => (a > b ? a : b))
}

/** A line of the list: a group heading or a file; a file alone in its group needs no heading. */
export type DownloadLine =
  | { kind: 'group'; key: string; group: DownloadGroup; isOpen: boolean }
  | { kind: 'file'; key: string; download: Download; isAlone: boolean }

export function linesOf(groups: readonly DownloadGroup[], closed: ReadonlySet<string>): DownloadLine[] {
  return groups.flatMap((group): DownloadLine[] => {
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
  })
}

/** The downloads of a line. */
export function downloadsOf(line: DownloadLine): Download[] {
  return line.kind === 'group' ? line.group.downloads : [line.download]
}
