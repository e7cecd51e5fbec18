import { KNOWN_FILE_TYPES, type RecordingFile } from '../../contract/recording.ts'

/** A file of a recording with its single-use link. */
export type LinkedFile = RecordingFile & {
  url: string
  token: string
  /** The order of its type's parts is the one they were recorded in. */
  isOrderCertain: boolean
}

/** A file as `record/info` describes it; `url` contains its single-use token, null if there is none. */
export type DescribedFile = RecordingFile & { url: string | null }

/** A segment of a recording in `record/info`: one manual start, or a slice of it. */
export interface DescribedSegment {
  manualOrder: number | null
  segmentOrder: number | null
  fileList: {
    recordType: string | null
    fileSize: number | null
    sha256: string | null
    downloadUrl: string | null
  }[]
}

/** The types of `record/info`, mapped to those of the download links. */
const TYPES: Record<string, RecordingFile['fileType'] | undefined> = {
  SPEAKER_VIDEO: 'Hd',
  SHARE_VIDEO: 'Aux',
  SPEAKER_SHARE_VIDEO: 'Sd',
  AUDIO: 'Audio',
}

export interface FileLink {
  /** '' if missing or null. */
  fileType?: string | null
  token: string
  url: string | null
  /** 0-based: the group of links it came in; 0 by default. */
  group?: number
}

type Placed = FileLink & { url: string }

/**
 * Gives every link its type and part. Documented types match in any case; others are kept as sent. A duplicate
 * link is one file. If any link of a type is invalid, the whole type is dropped: its other parts would move up
 * and pass for one another.
 *
 * [Note: groups of links] A recording that was stopped and started again comes as several groups of links, or as
 * several folders in one group, and the numbers of the names start again in each. Parts are ranked within their
 * type by group and folder as answered, and then by the two numbers of the name (`…/videoHD/0_1.mp4`: second
 * part), or by their order in the answer if any name of that type has no numbers.
 */
export function filesOf(links: FileLink[]): LinkedFile[] {
  const byType = new Map<string, Placed[]>()
  const broken = new Set<string>()
  for (const link of new Map(links.map((one) => [one.url ?? one, one])).values()) {
    const type = canonicalType(link.fileType ?? '')
    const { url } = link
    if (url) addTo(byType, type, { ...link, url })
    else broken.add(type)
  }
  for (const type of broken) byType.delete(type)
  return [...byType].flatMap(([fileType, ofType]) => {
    const { ordered, isCertain } = inOrder(ofType)
    return ordered.map(({ url, token }, index) => ({
      fileType,
      part: index + 1,
      parts: ofType.length,
      extension: extensionOf(url),
      url,
      token,
      isOrderCertain: isCertain,
    }))
  })
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/**
 * The files of all segments by type, ordered by manual start and, within each, by slice. Undocumented types
 * are left out: their content is unknown.
 */
export function describedFiles(segments: DescribedSegment[]): DescribedFile[] {
  const ordered = segments.toSorted(
    (a, b) => (a.manualOrder ?? 0) - (b.manualOrder ?? 0) || (a.segmentOrder ?? 0) - (b.segmentOrder ?? 0),
  )
  const byType = new Map<string, DescribedSegment['fileList']>()
  for (const file of ordered.flatMap(({ fileList }) => fileList)) {
    const type = TYPES[(file.recordType ?? '').trim().toUpperCase()]
    if (type !== undefined) addTo(byType, type, file)
  }
  return [...byType].flatMap(([fileType, files]) =>
    files.map(({ fileSize, sha256, downloadUrl }, index) => ({
      fileType,
      part: index + 1,
      parts: files.length,
      extension: extensionOf(downloadUrl ?? '', fileType === 'Audio' ? '.m4a' : '.mp4'),
      url: downloadUrl,
      ...(fileSize !== null && Number.isSafeInteger(fileSize) && fileSize > 0 ? { bytes: fileSize } : {}),
      ...(sha256 !== null && /^[0-9a-f]{64}$/i.test(sha256) ? { sha256: sha256.toLowerCase() } : {}),
    })),
  )
}

/**
 * A recording's files from both calls: the links' files with the exact size and SHA-256 of the matching ones,
 * then the types that only `record/info` has links to. Files match by the path of their links, or by part where
 * both calls have as many parts and their order is certain. Of any other type nothing is merged (`unlike`),
 * because a wrong expected value would reject a good file.
 */
export function mergedFiles(
  links: LinkedFile[],
  described: DescribedFile[],
): { files: RecordingFile[]; unlike: { fileType: string; linked: number; described: number }[] } {
  const unlike = new Map<string, { fileType: string; linked: number; described: number }>()
  const ofType = new Map<string, DescribedFile[]>()
  for (const file of described) addTo(ofType, file.fileType.toLowerCase(), file)
  const linkedTypes = new Set(links.map(({ fileType }) => fileType.toLowerCase()))
  const byPath = new Map<string, DescribedFile[]>()
  for (const file of described) if (pathOf(file.url ?? '') !== '') addTo(byPath, pathOf(file.url ?? ''), file)
  const files = links.map(({ token: _, url, isOrderCertain, ...file }): RecordingFile => {
    const like = ofType.get(file.fileType.toLowerCase()) ?? []
    const [samePath, another] = byPath.get(pathOf(url)) ?? []
    if (samePath !== undefined && another === undefined && isSameType(samePath.fileType, file.fileType))
      return { ...file, ...factsOf(samePath) }
    const twin = like[file.part - 1]
    if (twin !== undefined && like.length === file.parts && isOrderCertain)
      return { ...file, ...factsOf(twin) }
    if (like.length > 0)
      unlike.set(file.fileType, { fileType: file.fileType, linked: file.parts, described: like.length })
    return file
  })
  const others = described.filter(
    ({ fileType, url }) => url !== null && !linkedTypes.has(fileType.toLowerCase()),
  )
  return { files: [...files, ...others.map(({ url: _, ...file }) => file)], unlike: [...unlike.values()] }
}

/** Types are case-insensitive. */
export function isSameType(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function factsOf({ bytes, sha256 }: RecordingFile): Pick<RecordingFile, 'bytes' | 'sha256'> {
  return { ...(bytes === undefined ? {} : { bytes }), ...(sha256 === undefined ? {} : { sha256 }) }
}

function canonicalType(text: string): string {
  const type = text.trim()
  return KNOWN_FILE_TYPES.find((known) => known.toLowerCase() === type.toLowerCase()) ?? type
}

/** `isCertain`: one part, or one folder whose numbers do not contradict the groups. */
function inOrder(links: Placed[]): { ordered: Placed[]; isCertain: boolean } {
  const folders = new Map<string, number>()
  const placed = links.map((link) => {
    const folder = folderOf(link.url)
    if (!folders.has(folder)) folders.set(folder, folders.size)
    const numbers = numbersOf(link.url)
    return { link, group: link.group ?? 0, folder: folders.get(folder) ?? 0, numbers }
  })
  const byNumbers = (a: (typeof placed)[number], b: (typeof placed)[number]): number =>
    a.numbers === null || b.numbers === null ? 0 : a.numbers[0] - b.numbers[0] || a.numbers[1] - b.numbers[1]
  const hasNumbers = placed.every(({ numbers }) => numbers !== null)
  const ordered = placed.toSorted(
    (a, b) => a.group - b.group || a.folder - b.folder || (hasNumbers ? byNumbers(a, b) : 0),
  )
  const rises = ordered.every((one, at) => at === 0 || byNumbers(ordered[at - 1] ?? one, one) < 0)
  const isCertain = links.length === 1 || (hasNumbers && folders.size === 1 && rises)
  return { ordered: ordered.map(({ link }) => link), isCertain }
}

/** The numbers in a name: `…/videoHD/0_1.mp4` gives 0 and 1. */
function numbersOf(url: string): [number, number] | null {
  const found = /^(\d{1,9})_(\d{1,9})(?:\.|$)/.exec(fileName(url))
  return found === null ? null : [Number(found[1]), Number(found[2])]
}

/** Without the query, which may contain slashes and dots; '' for an invalid address. */
export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

/** Path up to the last segment. */
function folderOf(url: string): string {
  const path = pathOf(url)
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Last segment of the path. */
function fileName(url: string): string {
  return pathOf(url).split('/').at(-1) ?? ''
}

/** With the dot; `otherwise` if the name has no extension or no safe one. */
function extensionOf(url: string, otherwise = '.mp4'): string {
  return (/\.[a-z0-9]{1,5}$/i.exec(fileName(url))?.[0] ?? otherwise).toLowerCase()
}
