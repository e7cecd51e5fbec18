import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScreenPicture } from '../../../contract/screen.ts'
import { createScreenReader } from './screen-reader.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface How {
  isVisible?: boolean
  isMinimized?: boolean
  isFocused?: boolean
  isMaximized?: boolean
  isFullScreen?: boolean
  platform?: NodeJS.Platform
  displays?: number
  /** The results of the captures, in order; further captures return a picture. */
  ends?: ('fails' | 'hangs')[]
  /** What happens to the window during the capture. */
  meanwhile?: 'closed' | 'shown'
}

/** A window that loses the state that an X11 window manager forgets when it is hidden. */
function setUp({ platform = 'linux', displays = 1, ends = [], meanwhile, ...how }: How = {}) {
  const events: string[] = []
  const now = {
    isVisible: true,
    isMinimized: false,
    isFocused: true,
    isMaximized: false,
    isFullScreen: false,
    ...how,
  }
  const was = { ...now }
  let isDestroyed = false
  const touched = (event: string, change: Partial<typeof now>): void => {
    if (isDestroyed) throw new TypeError('Object has been destroyed')
    events.push(event)
    Object.assign(now, change)
  }
  const window = {
    hide: () =>
      touched('hide', { isVisible: false, isFocused: false, isMaximized: false, isFullScreen: false }),
    show: () => touched('show', { isVisible: true, isFocused: true }),
    showInactive: () => touched('showInactive', { isVisible: true }),
    focus: () => touched('focus', { isFocused: true }),
    maximize: () => touched('maximize', { isMaximized: true }),
    setFullScreen: (flag: boolean) => touched('setFullScreen', { isFullScreen: flag }),
    isVisible: () => now.isVisible,
    isMinimized: () => now.isMinimized,
    isFocused: () => now.isFocused,
    isMaximized: () => now.isMaximized,
    isFullScreen: () => now.isFullScreen,
    isDestroyed: () => isDestroyed,
  }
  let captures = 0
  const reader = createScreenReader({
    capture: async (): Promise<ScreenPicture[]> => {
      events.push('capture')
      const end = ends.shift()
      if (meanwhile === 'closed') isDestroyed = true
      if (meanwhile === 'shown') window.show()
      if (end === 'fails') throw new Error('no')
      if (end === 'hangs') return await new Promise(() => undefined)
      return [{ name: `capture ${(captures += 1)}`, png: '' }]
    },
    limitMs: 60_000,
    window: () => window,
    displays: () => displays,
    platform,
    isWayland: false,
  })
  const read = async () => {
    const work = reader.read().then(
      (pictures) => pictures.map(({ name }) => name),
      (error: { code?: string; failure?: { params?: object } }) => [error.code, error.failure?.params],
    )
    await vi.runAllTimersAsync()
    return await work
  }
  return { reader, events, read, now, was }
}

describe('read', () => {
  it.each([[], ['fails'], ['hangs']] as ('fails' | 'hangs')[][])(
    'hides our own window during the capture, and shows it again for any result: %o',
    async (...ends) => {
      const { events, read, now, was } = setUp({ ends })
      await read()
      expect(events).toEqual(['hide', 'capture', 'show', 'focus'])
      expect(now).toEqual(was)
    },
  )

  it.each([
    { isFocused: false },
    { isMaximized: true },
    { isFullScreen: true },
    { isFocused: false, isMaximized: true },
    { isVisible: false, isFocused: false },
    { isMinimized: true, isFocused: false },
    { isFullScreen: true, platform: 'darwin', displays: 2 },
  ] satisfies How[])('restores the window: %o', async (how) => {
    for (const ends of [[], ['fails' as const]]) {
      const { read, now, was } = setUp({ ...how, ends })
      await read()
      expect(now).toEqual(was)
    }
  })

  it.each([
    { isVisible: false },
    { isMinimized: true },
    { isFullScreen: true, platform: 'darwin', displays: 2 },
  ] satisfies How[])('does not hide a window that covers nothing or cannot hide: %o', async (how) => {
    const { events, read } = setUp(how)
    await read()
    expect(events).toEqual(['capture'])
  })

  it('reports that our window fills the only display if it cannot hide', async () => {
    const { events, read } = setUp({ isFullScreen: true, platform: 'darwin' })
    expect(await read()).toEqual(['SCREEN_UNAVAILABLE', { reason: 'full-screen' }])
    expect(events).toEqual([])
  })

  it.each(['closed', 'shown'] as const)(
    'does not touch a window that was %s meanwhile',
    async (meanwhile) => {
      const { events, read } = setUp({ meanwhile })
      expect(await read()).toEqual(['capture 1'])
      expect(events.filter((event) => event === 'focus')).toEqual([])
    },
  )

  it('times out a capture that hangs, and starts a new one next', async () => {
    const { read } = setUp({ ends: ['hangs'] })
    expect(await read()).toEqual(['SCREEN_UNAVAILABLE', { reason: 'time' }])
    expect(await read()).toEqual(['capture 1'])
  })
})

describe('take', () => {
  it('captures at once, for one reading', async () => {
    const { reader, events, read } = setUp()
    await reader.take()
    expect(events).toEqual(['capture'])
    expect(await read()).toEqual(['capture 1'])
    expect(await read()).toEqual(['capture 2'])
  })

  it('gives a running capture to one reading alone', async () => {
    const { reader, events } = setUp()
    const taken = reader.take()
    const readings = [reader.read(), reader.read()]
    await vi.runAllTimersAsync()
    await taken
    expect((await Promise.all(readings)).flat().map(({ name }) => name)).toEqual(['capture 1', 'capture 2'])
    expect(events.filter((event) => event === 'capture')).toHaveLength(2)
  })

  it('is not discarded by an earlier one', async () => {
    const { reader, read } = setUp()
    await reader.take()
    await vi.advanceTimersByTimeAsync(20_000)
    await reader.take()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await read()).toEqual(['capture 2'])
  })

  it('captures once while its keys repeat', async () => {
    const { reader, events } = setUp()
    const first = reader.take()
    expect([reader.take(), reader.take()]).toEqual([null, null])
    await first
    expect(events).toEqual(['capture'])
    await reader.take()
    expect(events).toEqual(['capture', 'capture'])
  })

  it.each(['fails', 'hangs'] as const)(
    'resolves when the capture %s, and the reading gets the result',
    async (end) => {
      const { reader, read } = setUp({ ends: [end] })
      const taken = reader.take()
      const reading = read()
      await vi.advanceTimersByTimeAsync(60_000)
      await taken
      expect((await reading)[0]).toBe(end === 'fails' ? undefined : 'SCREEN_UNAVAILABLE')
      await reader.take()
      expect(await read()).toEqual(['capture 1'])
    },
  )

  it('is discarded if it is not used', async () => {
    const { reader, read } = setUp()
    await reader.take()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await read()).toEqual(['capture 2'])
  })
})
