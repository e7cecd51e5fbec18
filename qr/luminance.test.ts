import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blurred, doubled, type Luminance, luminanceOf, pixelsOf, reduced, toned } from './luminance.ts'

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 255 }), { minLength: width * height, maxLength: width * height })
      .map((light): Luminance => ({ light: Float32Array.from(light), width, height })),
  )

it('greys survive the conversion to pixels and back', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const { data, width, height } = pixelsOf(picture)
      expect(data).toHaveLength(4 * width * height)
      const again = luminanceOf({ data, width, height })
      again.light.forEach((level, i) => expect(level).toBeCloseTo(picture.light[i] ?? -1, 3))
    }),
  )
})

it('blurred is the mean of the neighbourhood, with the edge extended', () => {
  fc.assert(
    fc.property(pictures, fc.integer({ min: 0, max: 12 }), (picture, radius) => {
      const { light, width, height } = picture
      const at = (x: number, y: number) =>
        light[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0
      const out = blurred(picture, radius)
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          let sum = 0
          for (let dy = -radius; dy <= radius; dy++) {
            for (let dx = -radius; dx <= radius; dx++) sum += at(x + dx, y + dy)
          }
          expect(out.light[y * width + x]).toBeCloseTo(sum / (2 * radius + 1) ** 2, 2)
        }
      }
    }),
  )
})

it('doubled and then halved is unchanged', () => {
  const ramp = {
    light: Float32Array.from({ length: 48 }, (_, i) => 3 * (i % 8) + 5 * (i >> 3)),
    width: 8,
    height: 6,
  }
  const large = doubled(ramp)
  expect([large.width, large.height, large.light.length]).toEqual([16, 12, 192])
  const again = reduced(large, 2)
  for (let y = 1; y < 5; y++) {
    for (let x = 1; x < 7; x++) {
      expect(again.light[y * 8 + x]).toBeCloseTo(ramp.light[y * 8 + x] ?? -1, 3)
    }
  }
})

it('reduced averages every covered pixel, for any factor', () => {
  fc.assert(
    fc.property(pictures, fc.double({ min: 1, max: 12, noNaN: true }), ({ width, height }, factor) => {
      const flat = { light: new Float32Array(width * height).fill(77), width, height }
      const small = reduced(flat, factor)
      expect(small.light).toHaveLength(small.width * small.height)
      expect(small.width).toBeGreaterThan(0)
      for (const level of small.light) expect(level).toBeCloseTo(77, 3)
    }),
  )
})

it('toned keeps black and white and stretches the dark tones', () => {
  const { light } = toned({ light: Float32Array.from([-5, 0, 20, 40, 255, 300]), width: 6, height: 1 }, 0.35)
  const [below = 0, black = 0, dark = 0, lighter = 0, white = 0, above = 0] = light
  expect([below, black, white, above]).toEqual([0, 0, 255, 255])
  expect(lighter - dark).toBeGreaterThan(20)
})
