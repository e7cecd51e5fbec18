import { KNOWN_FILE_TYPES, type RecordingFile } from '../../contract/recording.ts'

/** A file of a recording with its single-use link. */
export type LinkedFile = RecordingFile & { url: string; token: string }

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
}

type Placed = FileLink & { url: string }

/**
 * Gives every link its type and part. Documented types match in any case; others are kept as sent. Parts are
 * ranked within their type by the two numbers of the name (`…/videoHD/0_1.mp4`: second part), or by their
 * order in the answer if any name of that type has no numbers. A duplicate link is one file. If any link of a
 * type is invalid, the whole type is dropped: its other parts would move up and pass for one another.
 */
export function filesOf(links: FileLink[]): LinkedFile[] {
  const byType = new Map<string, Placed[]>()
  const broken = new Set<string>()
  for (const link of new Map(links.map((one) => [one.url ?? one, one])).values()) {
    const type = canonicalType(link.fileType ?? '')
    const { url } = link
    if (url) byType.set(type, [...(byType.get(type) ?? []), { ...link, url }])
    else broken.add(type)
  }
  for (const type of broken) byType.delete(type)
  return [...byType].flatMap(([fileType, ofType]) =>
    inOrder(ofType).map(({ url, token }, index) => ({
      fileType,
      part: index + 1,
      parts: ofType.length,
      extension: extensionOf(url),
      url,
      token,
    })),
  )
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
    if (type !== undefined) byType.set(type, [...(byType.get(type) ?? []), file])
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
 * then the types that only `record/info` has links to. Files match by type and part. If the calls disagree on
 * the parts of a type, or its links have no definite order, nothing of that type is merged (`unlike`),
 * because a wrong expected value would reject a good file.
 */
export function mergedFiles(
  links: LinkedFile[],
  described: DescribedFile[],
): { files: RecordingFile[]; unlike: { fileType: string; linked: number; described: number }[] } {
  const unlike = new Map<string, { fileType: string; linked: number; described: number }>()
  const files = links.map(({ token: _, url, ...file }): RecordingFile => {
    const like = described.filter((other) => isSameType(other.fileType, file.fileType))
    const twin = like.find(({ part }) => part === file.part)
    if (twin !== undefined && like.length === file.parts && (file.parts === 1 || numbersOf(url) !== null))
      return { ...file, ...factsOf(twin) }
    if (like.length > 0)
      unlike.set(file.fileType, { fileType: file.fileType, linked: file.parts, described: like.length })
    return file
  })
  const others = described.filter(
    ({ fileType, url }) => url !== null && !links.some((link) => isSameType(link.fileType, fileType)),
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

function inOrder(links: Placed[]): Placed[] {
  const numbered = links.flatMap((link) => {
    const numbers = numbersOf(link.url)
    return numbers === null ? [] : [{ link, numbers }]
  })
  if (numbered.length < links.length) return links
  return numbered
    .toSorted(({ numbers: a }, { numbers: b }) => a[0] - b[0] || a[1] - b[1])
    .map(({ link }) => link)
}

/** The numbers in a name: `…/videoHD/0_1.mp4` gives 0 and 1. */
function numbersOf(url: string): [number, number] | null {
  const found = /^(\d{1,9})_(\d{1,9})(?:\.|$)/.exec(fileName(url))
  return found === null ? null : [Number(found[1]), Number(found[2])]
}

/** Last segment of the path, without the query, which may contain slashes and dots. */
function fileName(url: string): string {
  return URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : ''
}

/** With the dot; `otherwise` if the name has no extension or no safe one. */
function extensionOf(url: string, otherwise = '.mp4'): string {
  return (/\.[a-z0-9]{1,5}$/i.exec(fileName(url))?.[0] ?? otherwise).toLowerCase()
}
