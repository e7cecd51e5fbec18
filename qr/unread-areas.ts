import { darkOf, type Finder, findersIn, type Grey, halved, shrunk } from './finders.ts'
import type { Pixels } from './luminance.ts'
import type { Code, Corner } from './readers.ts'

/** A rectangle of a picture, in its pixels; `right` and `bottom` are exclusive. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** Above these, the picture is examined at half or a third of its size: the finder patterns stay visible. */
const FULL_PIXELS = 400_000
const HALF_PIXELS = 4_000_000
/** A level of the pyramid is not made smaller than this. */
const MIN_SIDE = 80
const MAX_AREAS = 4
/** Distance of two finder patterns in modules: 14 in version 1, 170 in version 40, less at a slant. */
const MIN_MODULES = 9
const MAX_MODULES = 180
/** Under this size in pixels of a reduced picture, modules are compared in the original one. */
const FINE_MODULE = 3

/**
 * Areas of a picture that show the three finder patterns of a QR code, outside the codes that were read. This
 * is a quick test of whether a reader missed a code: it takes a fraction of the time of a decoding pass,
 * because it decodes nothing.
 */
export function unreadAreas(pixels: Pixels, read: readonly Code[]): Area[] {
  const areas: Area[] = []
  const size = pixels.width * pixels.height
  let step = size > HALF_PIXELS ? 3 : size > FULL_PIXELS ? 2 : 1
  let level = shrunk(pixels, step)
  for (;;) {
    const dark = darkOf(level)
    const finders = findersIn(level, dark).filter(
      ({ x, y }) => !read.some((code) => isInside(code, { x: x * step, y: y * step })),
    )
    const isDark = darkness(pixels, step, level, dark)
    for (const area of areasOf(finders, isDark).map((one) => scaled(one, step, pixels)))
      if (!areas.some((known) => overlap(known, area))) areas.push(area)
    if (areas.length >= MAX_AREAS || Math.min(level.width, level.height) < 2 * MIN_SIDE) break
    level = halved(level)
    step *= 2
  }
  return areas.slice(0, MAX_AREAS)
}

/** Copies an area of a picture. */
export function cropped({ data, width }: Pixels, { left, top, right, bottom }: Area): Pixels {
  const wide = right - left
  const high = bottom - top
  const out = new Uint8ClampedArray(4 * wide * high)
  for (let y = 0; y < high; y++) {
    const from = 4 * ((top + y) * width + left)
    out.set(data.subarray(from, from + 4 * wide), 4 * y * wide)
  }
  return { data: out, width: wide, height: high }
}

/** The areas of all triples that could be the corners of one code; overlapping ones once. */
function areasOf(finders: readonly Finder[], isDark: IsDark): Area[] {
  const areas: Area[] = []
  for (const corner of finders)
    for (const [i, a] of finders.entries())
      for (const b of finders.slice(i + 1)) {
        if (a === corner || b === corner || !isTriple(corner, a, b)) continue
        if (!hasTiming(corner, a, b, isDark) || !hasTiming(corner, b, a, isDark)) continue
        const fourth = { x: a.x + b.x - corner.x, y: a.y + b.y - corner.y }
        const xs = [corner.x, a.x, b.x, fourth.x]
        const ys = [corner.y, a.y, b.y, fourth.y]
        // half of a finder pattern, the white border, and room for perspective
        const margin = 9 * Math.max(corner.module, a.module, b.module)
        areas.push({
          left: Math.min(...xs) - margin,
          top: Math.min(...ys) - margin,
          right: Math.max(...xs) + margin,
          bottom: Math.max(...ys) + margin,
        })
      }
  return areas
}

function isTriple(corner: Finder, a: Finder, b: Finder): boolean {
  const all = [corner, a, b]
  const modules = all.map(({ module }) => module)
  if (Math.max(...modules) > 1.5 * Math.min(...modules)) return false
  const contrasts = all.map(({ contrast }) => contrast)
  const [least, most] = [Math.min(...contrasts), Math.max(...contrasts)]
  if (least * most <= 0 || Math.abs(most) > 3 * Math.abs(least) || Math.abs(least) > 3 * Math.abs(most))
    return false
  const module = (corner.module + a.module + b.module) / 3
  const [ax, ay, bx, by] = [a.x - corner.x, a.y - corner.y, b.x - corner.x, b.y - corner.y]
  const legs = [Math.hypot(ax, ay), Math.hypot(bx, by)]
  const [short, long] = [Math.min(...legs), Math.max(...legs)]
  const isLong = short > MIN_MODULES * module && long < MAX_MODULES * module
  return isLong && long < 1.4 * short && Math.abs(ax * bx + ay * by) < 0.3 * short * long
}

/** Whether a point of a reduced picture is dark, as the modules of a finder pattern are. */
type IsDark = (x: number, y: number, like: Finder) => boolean

function darkness({ data, width, height }: Pixels, step: number, level: Grey, dark: Uint8Array): IsDark {
  const within = (at: number, length: number) => Math.min(length - 1, Math.max(0, Math.round(at)))
  return (x, y, like) => {
    if (step === 1 || like.module > FINE_MODULE)
      return dark[within(y, level.height) * level.width + within(x, level.width)] === 1
    const [fineX, fineY] = [within((x + 0.5) * step - 0.5, width), within((y + 0.5) * step - 0.5, height)]
    return data[4 * (fineY * width + fineX) + 1]! < like.middle
  }
}

/** Whether modules alternate on the line between two finder patterns, 3 modules towards the third. */
function hasTiming(corner: Finder, to: Finder, third: Finder, isDark: IsDark): boolean {
  const leg = Math.hypot(to.x - corner.x, to.y - corner.y)
  const inward = Math.hypot(third.x - corner.x, third.y - corner.y)
  const at = (along: number): boolean => {
    const module = corner.module + (to.module - corner.module) * along
    const x = corner.x + (to.x - corner.x) * along + ((third.x - corner.x) * 3 * module) / inward
    const y = corner.y + (to.y - corner.y) * along + ((third.y - corner.y) * 3 * module) / inward
    return isDark(x, y, corner)
  }
  const begin = (4 * corner.module) / leg
  const end = 1 - (4 * to.module) / leg
  let changes = 0
  let last = at(begin)
  for (let along = begin; along < end; along += 0.5 / leg) {
    const now = at(along)
    if (now !== last) changes += 1
    last = now
  }
  const expected = ((end - begin) * leg * 2) / (corner.module + to.module)
  return changes > 0.6 * expected && changes < 1.3 * expected
}

function scaled({ left, top, right, bottom }: Area, step: number, { width, height }: Pixels): Area {
  return {
    left: Math.max(0, Math.floor(left * step)),
    top: Math.max(0, Math.floor(top * step)),
    right: Math.min(width, Math.ceil(right * step)),
    bottom: Math.min(height, Math.ceil(bottom * step)),
  }
}

/** Whether a point is in a code, or within a tenth of its size beside it. */
export function isInside({ corners }: Code, point: Corner): boolean {
  const x = corners.reduce((sum, corner) => sum + corner.x, 0) / 4
  const y = corners.reduce((sum, corner) => sum + corner.y, 0) / 4
  const wide = corners.map((corner) => ({ x: x + 1.2 * (corner.x - x), y: y + 1.2 * (corner.y - y) }))
  const sides = wide.map((from, i) => {
    const to = wide[(i + 1) % 4]!
    return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
  })
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
}

/** Whether half of the smaller area is in the other. */
function overlap(a: Area, b: Area): boolean {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  if (wide <= 0 || high <= 0) return false
  const sizes = [a, b].map((area) => (area.right - area.left) * (area.bottom - area.top))
  return 2 * wide * high > Math.min(...sizes)
}
