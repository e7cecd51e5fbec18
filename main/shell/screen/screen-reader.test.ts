import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScreenReader } from './screen-reader.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp({ isVisible = true, isMinimized = false, fails = false } = {}) {
  const events: string[] = []
  const window = {
    hide: () => events.push('hide'),
    show: () => events.push('show'),
    focus: () => events.push('focus'),
    isVisible: () => isVisible,
    isMinimized: () => isMinimized,
  }
  let looks = 0
  const reader = createScreenReader({
    look: async () => {
      events.push('look')
      if (fails) throw new Error('no')
      return [{ name: `look ${(looks += 1)}`, png: '' }]
    },
    window: () => window,
  })
  const read = async () => {
    const work = reader.read().catch(() => [])
    await vi.runAllTimersAsync()
    return (await work).map(({ name }) => name)
  }
  return { reader, events, read }
}

describe('read', () => {
  it('looks past our own window, which is back then, even when nothing came', async () => {
    for (const fails of [false, true]) {
      const { events, read } = setUp({ fails })
      await read()
      expect(events).toEqual(['hide', 'look', 'show', 'focus'])
    }
  })

  it.each([{ isVisible: false }, { isMinimized: true }])(
    'leaves a window that hides nothing: %o',
    async (how) => {
      const { events, read } = setUp(how)
      await read()
      expect(events).toEqual(['look'])
    },
  )

  it('gives what was taken, once', async () => {
    const { reader, events, read } = setUp()
    reader.take()
    expect(events).toEqual(['look'])
    expect(await read()).toEqual(['look 1'])
    expect(await read()).toEqual(['look 2'])
  })

  it('forgets what was taken and not asked for', async () => {
    const { reader, read } = setUp()
    reader.take()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await read()).toEqual(['look 2'])
  })
})
