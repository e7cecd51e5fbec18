import { describe, expect, it } from 'vitest'
import { cameraProblem, frameSize } from './camera.ts'

it.each([
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'failed'],
])('%s is told as %s', (name, problem) => {
  expect(cameraProblem(new DOMException('', name))).toBe(problem)
})

it('cameraProblem takes anything thrown', () => {
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
