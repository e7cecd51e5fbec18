/** Standard deviation of the brightness (0 to 255) below which a frame shows nothing. */
const FLAT = 10

/** Whether a frame is of one colour: black before the picture arrives, or an empty slide. RGBA bytes. */
export function isBlank(pixels: Uint8ClampedArray): boolean {
  let sum = 0
  let squares = 0
  const count = pixels.length / 4
  for (let at = 0; at < pixels.length; at += 4) {
    // BT.601.
    const light = 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0)
    sum += light
    squares += light * light
  }
  const mean = sum / Math.max(1, count)
  return Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) < FLAT
}

/** Seconds at which frames are looked at, in this order: near the start, then further into the film. */
export function frameTimes(seconds: number): number[] {
  const times = [1, 5, 20, 60, seconds * 0.25, seconds * 0.5]
  const inside = times.filter((time) => time < seconds - 0.5)
  return inside.length === 0 ? [0] : inside
}

/** Types from the most telling picture to the least; sound has none. */
const PICTURES = ['sd', 'aux', 'hd']

/** The file of a recording to take a frame of; null if none has a picture. */
export function pictureFile<File extends { source: { kind: string; fileType?: string; part?: number } }>(
  files: readonly File[],
): File | null {
  const ranked = files
    .map((file) => ({ file, rank: PICTURES.indexOf((file.source.fileType ?? '').toLowerCase()) }))
    .filter(({ file, rank }) => file.source.kind === 'recording' && rank !== -1)
    .toSorted((a, b) => a.rank - b.rank || (a.file.source.part ?? 1) - (b.file.source.part ?? 1))
  return ranked[0]?.file ?? null
}
