/** Pixels as in a canvas: RGBA, 4 bytes a pixel, rows from the top. */
export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

/**
 * Luminance, about 0 to 255, from which codes are read. Floats, because a low-contrast code may span five
 * grey levels, which integers would lose between two steps.
 */
export interface Luminance {
  light: Float32Array
  width: number
  height: number
}

/** Rec. 601 weights, as both readers use them. */
export function luminanceOf({ data, width, height }: Pixels): Luminance {
  const light = new Float32Array(width * height)
  for (let i = 0, j = 0; i < light.length; i++, j += 4) {
    light[i] = 0.299 * data[j]! + 0.587 * data[j + 1]! + 0.114 * data[j + 2]!
  }
  return { light, width, height }
}

export function pixelsOf({ light, width, height }: Luminance): Pixels {
  const grey = new Uint32Array(light.length)
  // RGBA in the byte order of every processor the app runs on
  for (let i = 0; i < light.length; i++) {
    const value = light[i]!
    const level = value < 0 ? 0 : value > 255 ? 255 : value | 0
    grey[i] = 0xff000000 | (level * 0x010101)
  }
  return { data: new Uint8ClampedArray(grey.buffer), width, height }
}

/** Box blur: mean of the square of `2 radius + 1` pixels; the edge pixels are repeated beyond the edge. */
export function blurred({ light, width, height }: Luminance, radius: number): Luminance {
  const out = new Float32Array(light.length)
  const share = 1 / (2 * radius + 1) ** 2
  const lastX = width - 1
  const lastY = height - 1
  // running sums of each column, moved down a row at a time: the cost does not depend on the radius
  const columns = new Float64Array(width)
  for (let y = -radius; y <= radius; y++) {
    const row = Math.min(lastY, Math.max(0, y)) * width
    for (let x = 0; x < width; x++) columns[x] = columns[x]! + light[row + x]!
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = 0
    for (let x = -radius; x <= radius; x++) sum += columns[Math.min(lastX, Math.max(0, x))]!
    for (let x = 0; x < width; x++) {
      out[row + x] = sum * share
      const enters = x + radius + 1
      const leaves = x - radius
      sum += columns[enters > lastX ? lastX : enters]! - columns[leaves < 0 ? 0 : leaves]!
    }
    const enters = Math.min(lastY, y + radius + 1) * width
    const leaves = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x++) columns[x] = columns[x]! + light[enters + x]! - light[leaves + x]!
  }
  return { light: out, width, height }
}

/** Unsharp mask: adds `gain` times the difference from the blurred picture. */
export function sharpened(picture: Luminance, radius: number, gain: number): Luminance {
  const { light } = picture
  const around = blurred(picture, radius).light
  const out = new Float32Array(light.length)
  for (let i = 0; i < light.length; i++) out[i] = light[i]! + gain * (light[i]! - around[i]!)
  return { ...picture, light: out }
}

/** Adaptive threshold: black where darker than the local mean, else white. */
export function thresholded(picture: Luminance, radius: number): Luminance {
  const { light } = picture
  const around = blurred(picture, radius).light
  const out = new Float32Array(light.length)
  for (let i = 0; i < light.length; i++) out[i] = light[i]! < around[i]! ? 0 : 255
  return { ...picture, light: out }
}

/** Gamma correction: expands the dark tones (`exponent` under 1) or the light ones (over 1). */
export function toned({ light, width, height }: Luminance, exponent: number): Luminance {
  const tones = Float32Array.from({ length: 256 }, (_, level) => 255 * (level / 255) ** exponent)
  const out = new Float32Array(light.length)
  for (let i = 0; i < out.length; i++) out[i] = tones[Math.min(255, Math.max(0, light[i]!)) | 0]!
  return { light: out, width, height }
}

/** Doubles the size with bilinear interpolation. */
export function doubled({ light, width, height }: Luminance): Luminance {
  const wide = 2 * width
  const out = new Float32Array(4 * light.length)
  for (let y = 0; y < 2 * height; y++) {
    // a new row is a quarter of a pixel above or below the centre of the nearest old row
    const near = (y >> 1) * width
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width
    let left = light[near]! * 0.75 + light[far]! * 0.25
    let here = left
    for (let x = 0; x < width; x++) {
      const next = x + 1 < width ? x + 1 : x
      const right = light[near + next]! * 0.75 + light[far + next]! * 0.25
      out[y * wide + 2 * x] = here * 0.75 + left * 0.25
      out[y * wide + 2 * x + 1] = here * 0.75 + right * 0.25
      left = here
      here = right
    }
  }
  return { light: out, width: wide, height: 2 * height }
}

/** Reduces by `factor` (over 1); each new pixel is the mean of those it covers. */
export function reduced({ light, width, height }: Luminance, factor: number): Luminance {
  const wide = Math.max(1, Math.floor(width / factor))
  const high = Math.max(1, Math.floor(height / factor))
  const out = new Float32Array(wide * high)
  const starts = Int32Array.from({ length: wide + 1 }, (_, x) => Math.min(width, Math.floor(x * factor)))
  for (let y = 0; y < high; y++) {
    const top = Math.floor(y * factor)
    const bottom = Math.min(height, Math.max(top + 1, Math.floor((y + 1) * factor)))
    for (let row = top; row < bottom; row++) {
      for (let x = 0; x < wide; x++) {
        let sum = 0
        const end = starts[x + 1]!
        for (let at = starts[x]!; at < end; at++) sum += light[row * width + at]!
        out[y * wide + x] = out[y * wide + x]! + sum / (end - starts[x]!)
      }
    }
    for (let x = 0; x < wide; x++) out[y * wide + x] = out[y * wide + x]! / (bottom - top)
  }
  return { light: out, width: wide, height: high }
}
