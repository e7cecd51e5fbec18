import { expect, test } from 'vitest'
import { type Correction, correctionFor } from './sync.ts'

test.each<[number, number, Correction]>([
  [0, 1, { kind: 'run', rate: 1 }],
  [0.02, 1, { kind: 'run', rate: 1 }],
  [-0.02, 1.5, { kind: 'run', rate: 1.5 }],
  // Ahead: slower. Behind: faster.
  [0.1, 1, { kind: 'run', rate: 0.7 }],
  [-0.1, 1, { kind: 'run', rate: 1.3 }],
  [0.1, 2, { kind: 'run', rate: 1.4 }],
  [-0.4, 1, { kind: 'run', rate: 1.5 }],
  [0.6, 1, { kind: 'run', rate: 0.5 }],
  [0.61, 1, { kind: 'jump' }],
  [-3, 3, { kind: 'jump' }],
])('a drift of %d s at speed %d', (drift, speed, expected) => {
  const found = correctionFor(drift, speed)
  expect(found.kind).toBe(expected.kind)
  if (found.kind === 'run' && expected.kind === 'run') expect(found.rate).toBeCloseTo(expected.rate)
})

test.each([0.5, 1, 1.5, 2, 3])('at speed %d any drift converges without oscillating', (speed) => {
  for (const start of [-0.5, -0.3, -0.05, 0.05, 0.3, 0.5]) {
    let drift = start
    let crossings = 0
    const step = 0.1
    for (let looks = 0; looks < 100; looks += 1) {
      const correction = correctionFor(drift, speed)
      if (correction.kind === 'jump') throw new Error('no jump is needed')
      const next = drift + (correction.rate - speed) * step
      if (next * drift < 0) crossings += 1
      drift = next
    }
    expect(Math.abs(drift), `from ${start}`).toBeLessThanOrEqual(0.02)
    expect(crossings, `from ${start}`).toBeLessThanOrEqual(1)
  }
})
