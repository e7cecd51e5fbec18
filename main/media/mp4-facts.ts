import { type Box, boxAt, MAX_BOXES, type ReadAt } from './mp4-structure.ts'

/** The metadata of an MP4 (ISO/IEC 14496-12). */
export interface Mp4Facts {
  /** Length of the film; null if unknown, as in one written while it was still being recorded. */
  seconds: number | null
  tracks: Mp4Track[]
}

export interface Mp4Track {
  kind: 'picture' | 'sound'
  /** The RFC 6381 string for `canPlayType`; '' if unreadable. */
  codec: string
}

/** Enough of a track's first sample entry for the boxes that specify its codec. */
const SAMPLE_ENTRY_BYTES = 2048

/** The container boxes to descend into, by their parent; '' is the file. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  '': ['moov'],
  moov: ['mvex', 'trak'],
  trak: ['mdia'],
  mdia: ['minf'],
  minf: ['stbl'],
}

/**
 * Reads an MP4's length and codecs from its boxes: a few kilobytes at most, never the media data. null: not
 * an MP4, or a broken one.
 */
export async function readMp4Facts(readAt: ReadAt, fileSize: number): Promise<Mp4Facts | null> {
  let boxesLeft = MAX_BOXES
  let movie: { timescale: number; duration: number | null } | null = null
  let fragments: number | null = null
  const tracks: { handler: string; codec: string }[] = []

  /** false: the structure is invalid. */
  const walk = async (from: number, to: number, inside: string): Promise<boolean> => {
    for (let at = from; at < to;) {
      boxesLeft -= 1
      const box = boxesLeft < 0 ? null : await boxAt(readAt, at, to)
      if (box === null) return false
      if (box.type === 'trak') tracks.push({ handler: '', codec: '' })
      const isFine =
        INNER[inside]?.includes(box.type) === true
          ? await walk(box.start, box.end, box.type)
          : await note(inside, box)
      if (!isFine) return false
      // The media data that follows adds nothing.
      if (inside === '' && box.type === 'moov') return true
      at = box.end
    }
    return true
  }

  const note = async (inside: string, { type, start, end }: Box): Promise<boolean> => {
    const read = async (bytes: number): Promise<DataView> =>
      viewOf(await readAt(start, Math.min(bytes, end - start)))
    const track = tracks.at(-1)
    switch (`${inside}/${type}`) {
      case 'moov/mvhd':
        movie = movieOf(await read(32))
        return movie !== null
      case 'mvex/mehd':
        fragments = numberAt(await read(12), 4)
        return true
      case 'mdia/hdlr':
        if (track !== undefined) track.handler = text(await read(12), 8)
        return true
      case 'stbl/stsd':
        if (track !== undefined) track.codec = codecOf(await read(SAMPLE_ENTRY_BYTES))
        return true
      default:
        return true
    }
  }

  if (!(await walk(0, fileSize, '')) || movie === null) return null
  return {
    seconds: secondsOf(movie, fragments),
    tracks: tracks.flatMap(({ handler, codec }) => {
      if (handler === 'vide') return { kind: 'picture' as const, codec }
      return handler === 'soun' ? { kind: 'sound' as const, codec } : []
    }),
  }
}

/** 8.2.2, Movie Header Box: version 1 has 64-bit times; a duration of all ones means unknown. */
function movieOf(view: DataView): { timescale: number; duration: number | null } | null {
  const at = view.byteLength > 0 && view.getUint8(0) === 1 ? 20 : 12
  if (view.byteLength < at + (at === 20 ? 12 : 8)) return null
  return { timescale: view.getUint32(at), duration: numberAt(view, at + 4) }
}

/** A duration of 64 bits in version 1 of a full box, else of 32; null for all ones. */
function numberAt(view: DataView, at: number): number | null {
  const isLong = view.byteLength > 0 && view.getUint8(0) === 1
  if (view.byteLength < at + (isLong ? 8 : 4)) return null
  if (!isLong) return view.getUint32(at) === 0xffff_ffff ? null : view.getUint32(at)
  const long = view.getBigUint64(at)
  return long === 0xffff_ffff_ffff_ffffn ? null : Number(long)
}

/** A fragmented film has 0 in its header, and its length in `mehd` if anywhere (8.8.2). */
function secondsOf(
  { timescale, duration }: { timescale: number; duration: number | null },
  fragments: number | null,
): number | null {
  const units = duration === 0 || duration === null ? fragments : duration
  if (timescale === 0 || units === null || units === 0) return null
  const seconds = units / timescale
  return seconds <= LONGEST_SECONDS ? seconds : null
}

/** A week: no recording is longer, and a longer duration is ignored. */
const LONGEST_SECONDS = 7 * 24 * 3600

/** Sample entries whose first bytes do not give the full codec string: the usual profile is assumed. */
const USUAL_CODECS: Readonly<Record<string, string>> = {
  mp4a: 'mp4a.40.2',
  hvc1: 'hvc1.1.6.L93.B0',
  hev1: 'hev1.1.6.L93.B0',
  av01: 'av01.0.04M.08',
  vp09: 'vp09.00.10.08',
  Opus: 'opus',
}
/** Size of a video sample entry before its boxes, including its own header (12.1.3). */
const VISUAL_ENTRY_BYTES = 86

/** From `stsd` (8.5.2): the first entry's type; for H.264 also profile and level (`avcC`, 14496-15, 5.3.3). */
function codecOf(view: DataView): string {
  const type = text(view, 12)
  if (type !== 'avc1' && type !== 'avc3') return USUAL_CODECS[type] ?? type
  for (let at = 8 + VISUAL_ENTRY_BYTES; at + 12 <= view.byteLength;) {
    const size = view.getUint32(at)
    if (text(view, at + 4) === 'avcC') {
      const profile = [9, 10, 11].map((offset) =>
        view
          .getUint8(at + offset)
          .toString(16)
          .padStart(2, '0'),
      )
      return `${type}.${profile.join('')}`
    }
    if (size < 8) break
    at += size
  }
  return type
}

/** Four printable characters; '' if they are missing or not printable. */
function text(view: DataView, at: number): string {
  if (view.byteLength < at + 4) return ''
  const four = [0, 1, 2, 3].map((offset) => String.fromCharCode(view.getUint8(at + offset))).join('')
  return /^[\x20-\x7e]{4}$/.test(four) ? four : ''
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
