import { describe, expect, it } from 'vitest'
import { cameraProblem, frameSize, lightOf } from './camera.ts'

it.each([
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'failed'],
])('%s is reported as %s', (name, problem) => {
  expect(cameraProblem(new DOMException('', name))).toBe(problem)
})

it('cameraProblem accepts any thrown value', () => {
  expect(cameraProblem('no')).toBe('failed')
})

describe('frameSize', () => {
  it.each([
    [1920, 1080, 1280, 720],
    [1080, 1920, 720, 1280],
    [640, 480, 640, 480],
    [0, 0, 1, 1],
  ])('of %d x %d is %d x %d', (width, height, w, h) => {
    expect(frameSize(width, height)).toEqual({ width: w, height: h })
  })
})

it('lightOf switches the light of a camera if it has one', async () => {
  const applied: unknown[] = []
  const track = (capabilities: object) => ({
    getCapabilities: () => capabilities,
    applyConstraints: async (constraints?: MediaTrackConstraints) => void applied.push(constraints),
  })
  expect(lightOf(track({}))).toBeNull()
  expect(lightOf(track({ torch: false }))).toBeNull()
  await lightOf(track({ torch: true }))?.(true)
  expect(applied).toEqual([{ advanced: [{ torch: true }] }])
})
