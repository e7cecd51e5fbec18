/**
 * Checks whether an MP4 is whole, by its top-level boxes. Pure; the read function is passed in. Box layout:
 * ISO/IEC 14496-12, section 4.2.
 */
import { isTopLevelBox } from './media-kind.ts'

/** Reads `size` bytes at `position`; fewer at the end of the file. */
export type ReadAt = (position: number, size: number) => Promise<Uint8Array>

export interface Box {
  type: string
  /** Offsets in the file where its content begins and where the box ends. */
  start: number
  end: number
  /** It declares no size and extends to the end of its container. */
  isOpenEnded: boolean
}

/**
 * Boxes read of one file: its structure must not keep a thread busy. A real film needs a few dozen up to the
 * end of its `moov`; one in fragments has two for each.
 */
export const MAX_BOXES = 4096

/** The box at `at`, in a container that ends at `end`; null if there is no valid box. */
export async function boxAt(readAt: ReadAt, at: number, end: number): Promise<Box | null> {
  const box = await headerAt(readAt, at, end)
  return box === null || box.end > end ? null : box
}

/** The same for a box that may extend beyond `end`. */
async function headerAt(readAt: ReadAt, at: number, end: number): Promise<Box | null> {
  const header = await readAt(at, 16)
  const type = String.fromCharCode(...header.subarray(4, 8))
  if (header.length < 8 || !/^[\x20-\x7e©]{4}$/.test(type)) return null
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const short = view.getUint32(0)
  if (short === 1 && header.length < 16) return null
  const headerSize = short === 1 ? 16 : 8
  const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? end - at : short
  if (size < headerSize) return null
  return { type, start: at + headerSize, end: at + size, isOpenEnded: short === 0 }
}

export interface Mp4Structure {
  /**
   * `whole`: the top-level boxes include moov with mdat or moof, and end with the file or before it ·
   * `open-ended`: the same, but a cut would not be detected: the last box extends to the end of the file,
   * fragments follow each other without an index, or there are more boxes than are read · `incomplete`: a box
   * ends beyond the file, or moov or the media is missing.
   */
  state: 'whole' | 'open-ended' | 'incomplete'
  /** Bytes after the last box that are no box: padding that players skip. 0 unless the state is `whole`. */
  bytesBehind: number
}

/** Reads the top-level boxes, at most {@link MAX_BOXES}. Rejects when `signal` aborts. */
export async function mp4Structure(
  readAt: ReadAt,
  fileSize: number,
  signal?: AbortSignal,
): Promise<Mp4Structure> {
  const seen = new Set<string>()
  const isFilm = (): boolean => seen.has('moov') && (seen.has('mdat') || seen.has('moof'))
  let isOpenEnded = false
  let bytesBehind = 0
  for (let at = 0, boxes = 0; at < fileSize; boxes += 1) {
    signal?.throwIfAborted()
    if (boxes >= MAX_BOXES) {
      isOpenEnded = true
      break
    }
    const box = await headerAt(readAt, at, fileSize)
    if (at === 0 && (box === null || !isTopLevelBox(box.type))) return INCOMPLETE
    if (box === null || (box.end > fileSize && !isTopLevelBox(box.type))) {
      // No box begins here. After a whole film this is padding; without one, damage.
      bytesBehind = fileSize - at
      break
    }
    if (box.end > fileSize) return INCOMPLETE
    isOpenEnded ||= box.isOpenEnded
    seen.add(box.type)
    at = box.end
  }
  if (!isFilm()) return INCOMPLETE
  const isCutHidden = isOpenEnded || (seen.has('moof') && !seen.has('mfra'))
  return { state: isCutHidden && bytesBehind === 0 ? 'open-ended' : 'whole', bytesBehind }
}

const INCOMPLETE: Mp4Structure = { state: 'incomplete', bytesBehind: 0 }
