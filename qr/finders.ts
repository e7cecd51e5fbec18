import type { Pixels } from './luminance.ts'
import type { Corner } from './readers.ts'

/** A square of the three in the corners of a QR code: its centre, and the size of its modules. */
export interface Finder extends Corner {
  module: number
  /** Difference of its dark and light modules, in grey levels; negative for light on dark. */
  contrast: number
  /** The grey level between them. */
  middle: number
}

/** Bounds the search for triples, which is cubic; the patterns that most rows confirm are kept. */
const MAX_FINDERS = 40
/** How many finder patterns may lie beside each other in the same rows. */
const RECENT = 60

export interface Grey {
  light: Uint8Array
  width: number
  height: number
}

/** The green channel, which is close to the luminance, reduced by 1, 2 or 3. */
export function shrunk({ data, width, height }: Pixels, step: number): Grey {
  const wide = Math.floor(width / step)
  const high = Math.floor(height / step)
  const light = new Uint8Array(wide * high)
  const row = 4 * width
  for (let y = 0; y < high; y++) {
    let at = y * step * row + 1
    for (let x = y * wide; x < (y + 1) * wide; x++, at += 4 * step)
      light[x] =
        step === 1 ? data[at]! : (data[at]! + data[at + 4]! + data[at + row]! + data[at + row + 4]!) >> 2
  }
  return { light, width: wide, height: high }
}

export function halved({ light, width, height }: Grey): Grey {
  const wide = width >> 1
  const high = height >> 1
  const out = new Uint8Array(wide * high)
  for (let y = 0; y < high; y++) {
    let at = 2 * y * width
    for (let x = y * wide; x < (y + 1) * wide; x++, at += 2)
      out[x] = (light[at]! + light[at + 1]! + light[at + width]! + light[at + width + 1]!) >> 2
  }
  return { light: out, width: wide, height: high }
}

/** 1 where a pixel is darker than the mean of the square around it. */
export function darkOf({ light, width, height }: Grey): Uint8Array {
  const radius = Math.min(14, Math.min(width, height) >> 1)
  const dark = new Uint8Array(light.length)
  const columns = new Int32Array(width)
  const clampedRow = (y: number) => Math.min(height - 1, Math.max(0, y)) * width
  for (let y = -radius; y <= radius; y++)
    for (let x = 0, at = clampedRow(y); x < width; x++, at++) columns[x] = columns[x]! + light[at]!
  const count = (2 * radius + 1) ** 2
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -radius; x <= radius; x++) sum += columns[Math.min(width - 1, Math.max(0, x))]!
    for (let x = 0, at = y * width; x < width; x++, at++) {
      dark[at] = light[at]! * count < sum ? 1 : 0
      sum +=
        columns[x + radius + 1 < width ? x + radius + 1 : width - 1]! - columns[x > radius ? x - radius : 0]!
    }
    const enters = clampedRow(y + radius + 1)
    const leaves = clampedRow(y - radius)
    for (let x = 0; x < width; x++) columns[x] = columns[x]! + light[enters + x]! - light[leaves + x]!
  }
  return dark
}

/** Finder patterns: runs of 1:1:3:1:1 modules across, down and diagonally, dark on light or light on dark. */
export function findersIn({ light, width, height }: Grey, dark: Uint8Array): Finder[] {
  const seen: (Finder & { rows: number })[] = []
  for (let y = 0; y < height; y++) {
    // the last five runs
    let [a, b, c, d, e] = [0, 0, 0, 0, 0]
    let start = y * width
    const end = start + width
    for (let at = start + 1; at <= end; at++) {
      if (at < end && dark[at] === dark[at - 1]) continue
      a = b
      b = c
      c = d
      d = e
      e = at - start
      start = at
      const across = moduleOf(a, b, c, d, e)
      if (across === 0) continue
      const x = at - y * width - e - d - (c >> 1) - 1
      const down = crossing(dark, width, height, { x, y }, 0)
      if (down === null || !isAlike(across, down.module)) continue
      const middle = { x, y: Math.round(y + down.offset) }
      const slanted = crossing(dark, width, height, middle, 1) ?? crossing(dark, width, height, middle, -1)
      if (slanted === null || !isAlike(across, slanted.module)) continue
      const module = (across + down.module) / 2
      const known = lastNear(seen, middle)
      if (known !== undefined) {
        known.rows += 1
        continue
      }
      const side = middle.y * width + Math.max(0, Math.round(x - 2 * across))
      const [ring, centre] = [light[side]!, light[middle.y * width + x]!]
      seen.push({ ...middle, module, contrast: ring - centre, middle: (ring + centre) / 2, rows: 1 })
    }
  }
  return seen
    .filter(({ rows, module }) => rows > module)
    .toSorted((a, b) => b.rows / b.module - a.rows / a.module)
    .slice(0, MAX_FINDERS)
}

/** The finder pattern around a point, of the last ones found: the rows above have confirmed it just before. */
function lastNear<F extends Finder>(seen: readonly F[], { x, y }: Corner): F | undefined {
  const first = Math.max(0, seen.length - RECENT)
  for (let i = seen.length - 1; i >= first; i--) {
    const one = seen[i]!
    if (Math.abs(one.x - x) + Math.abs(one.y - y) < 4 * one.module) return one
  }
  return undefined
}

const isAlike = (a: number, b: number): boolean => Math.max(a, b) < 1.5 * Math.min(a, b)

/** The size of a module if the five runs have the ratio of a finder pattern, else 0. */
function moduleOf(a: number, b: number, c: number, d: number, e: number): number {
  const total = a + b + c + d + e
  if (a === 0 || total < 9) return 0
  const module = total / 7
  const most = module * 0.5 + 0.3
  const fits =
    Math.abs(a - module) < most &&
    Math.abs(b - module) < most &&
    Math.abs(c - 3 * module) < 1.5 * most &&
    Math.abs(d - module) < most &&
    Math.abs(e - module) < most
  return fits ? module : 0
}

/**
 * The same through a point, downwards and `slant` pixels to the right with each: the size of the modules, and
 * how far below the point the centre of the pattern is.
 */
function crossing(
  dark: Uint8Array,
  width: number,
  height: number,
  point: Corner,
  slant: number,
): { offset: number; module: number } | null {
  const isDark = (along: number): number => {
    const x = point.x + slant * along
    const y = point.y + along
    return x < 0 || y < 0 || x >= width || y >= height ? -1 : dark[y * width + x]!
  }
  const middle = isDark(0)
  /** The length of a run of one colour from there, upwards or downwards; cut when it is clearly too long. */
  const run = (from: number, step: 1 | -1, colour: number, most: number): number => {
    let length = 0
    while (length <= most && isDark(from + step * length) === colour) length += 1
    return length
  }
  const up = run(-1, -1, middle, height)
  const low = run(1, 1, middle, height)
  const c = up + 1 + low
  const b = run(-up - 1, -1, 1 - middle, c)
  const a = run(-up - 1 - b, -1, middle, c)
  const d = run(low + 1, 1, 1 - middle, c)
  const e = run(low + 1 + d, 1, middle, c)
  const module = moduleOf(a, b, c, d, e)
  return module === 0 ? null : { offset: (low - up) / 2, module }
}
