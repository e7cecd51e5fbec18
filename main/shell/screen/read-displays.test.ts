import type { DesktopCapturerSource, NativeImage, SourcesOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { MAX_PNG_LENGTH, MAX_SCREENS } from '../../../contract/screen.ts'
import { type DisplayDeps, readDisplays } from './read-displays.ts'

const display = (id: number, width: number, height: number, scaleFactor = 1) => ({
  id,
  size: { width, height },
  scaleFactor,
})
type Known = ReturnType<typeof display>

const source = (id: string, displayId: string, text: string, isEmpty = false): DesktopCapturerSource => {
  const thumbnail = { isEmpty: () => isEmpty, toPNG: () => Buffer.from(text) } as unknown as NativeImage
  return { id, name: `Screen ${id}`, display_id: displayId, thumbnail, appIcon: thumbnail }
}

/** Sources as in Chromium: every display in every capture, fitted into the requested size. */
function deps(
  displays: Known[],
  more: Partial<DisplayDeps> & { withoutId?: number[]; isEmpty?: boolean; failsAt?: number } = {},
) {
  const asked: SourcesOptions[] = []
  const { withoutId = [], isEmpty = false, failsAt = -1, ...rest } = more
  const all: DisplayDeps = {
    displays: () => displays,
    desktopCapturer: {
      getSources: async (options: SourcesOptions) => {
        asked.push(options)
        // A string, as in Electron's rejections.
        if (asked.length - 1 === failsAt) throw 'Failed to get sources.' as unknown as Error
        const { width = 0, height = 0 } = options.thumbnailSize ?? {}
        return displays.map(({ id, size, scaleFactor }) => {
          const own = { width: size.width * scaleFactor, height: size.height * scaleFactor }
          const factor = Math.min(width / own.width, height / own.height)
          const text = `${Math.round(own.width * factor)}x${Math.round(own.height * factor)}`
          return source(String(id), withoutId.includes(id) ? '' : String(id), text, isEmpty)
        })
      },
    },
    systemPreferences: { getMediaAccessStatus: () => 'granted' },
    platform: 'darwin',
    ...rest,
  }
  const captures = () => asked.map(({ thumbnailSize: size }) => `${size?.width}x${size?.height}`)
  return { all, asked, captures }
}

const read = async (given: DisplayDeps) =>
  (await readDisplays(given)).map(({ name, png }) => `${name}: ${Buffer.from(png, 'base64').toString()}`)

describe('readDisplays', () => {
  it('captures each display in its own pixels, sharing one capture where possible', async () => {
    const { all, captures } = deps([display(1, 1920, 1080), display(2, 1512, 982, 2), display(3, 1920, 1080)])
    expect(await read(all)).toEqual(['Screen 1: 1920x1080', 'Screen 2: 3024x1964', 'Screen 3: 1920x1080'])
    expect(captures()).toEqual(['3024x1964', '1920x1080'])
  })

  it.each([
    ['displays of one size', [display(1, 1920, 1080), display(2, 1280, 720, 1.5)]],
    ['a rotated display', [display(1, 1920, 1080), display(2, 1080, 1920)]],
  ])('captures once: %s', async (_what, displays) => {
    const { all, captures } = deps(displays)
    await read(all)
    expect(captures()).toHaveLength(1)
  })

  it('reads displays without an id as large as the largest', async () => {
    const { all, captures } = deps([display(1, 1920, 1080), display(2, 3840, 2160)], { withoutId: [1, 2] })
    expect(await read(all)).toEqual(['Screen 1: 3840x2160', 'Screen 2: 3840x2160'])
    expect(captures()).toEqual(['3840x2160'])
  })

  it('reads a display with an id and one without', async () => {
    const { all } = deps([display(1, 1920, 1080), display(2, 3840, 2160), display(3, 1280, 720)], {
      withoutId: [3],
    })
    expect(await read(all)).toEqual(['Screen 1: 1920x1080', 'Screen 2: 3840x2160', 'Screen 3: 3840x2160'])
  })

  it('reads a display whose id the system does not list', async () => {
    const { all } = deps([display(1, 1920, 1080)], { displays: () => [display(7, 1920, 1080)] })
    expect(await read(all)).toEqual(['Screen 1: 1920x1080'])
  })

  it('keeps the first capture if that of a single display fails', async () => {
    const { all } = deps([display(1, 1920, 1080), display(2, 3840, 2160)], { failsAt: 1 })
    expect(await read(all)).toEqual(['Screen 1: 3840x2160', 'Screen 2: 3840x2160'])
  })

  it('asks a user who must choose only once', async () => {
    const { all, captures } = deps([display(1, 1920, 1080), display(2, 3840, 2160)], { asksUser: true })
    expect(await read(all)).toEqual(['Screen 1: 3840x2160', 'Screen 2: 3840x2160'])
    expect(captures()).toHaveLength(1)
  })

  it('never requests the same capture twice, so that none waits behind one that hangs', async () => {
    const { all, asked } = deps([display(1, 1920, 1080)])
    await read(all)
    await read(all)
    // Electron's comparison (lib/browser/api/desktop-capturer.ts).
    const [first, second] = asked.map((options) => JSON.stringify(options))
    expect(first).not.toBe(second)
  })

  it('reads a source once, and no more than the page may receive', async () => {
    const many = Array.from({ length: 40 }, (_, index) => source(String(index % 30), '', 'x'))
    const { all } = deps([display(1, 10, 10)], { desktopCapturer: { getSources: async () => many } })
    expect(await read(all)).toHaveLength(MAX_SCREENS)
  })

  it('drops a picture that is too large, and keeps the others', async () => {
    const huge = source('1', '', '')
    huge.thumbnail.toPNG = () => ({ toString: () => 'A'.repeat(MAX_PNG_LENGTH + 4) }) as unknown as Buffer
    const sources = [huge, source('2', '', 'x')]
    const { all } = deps([display(1, 10, 10)], { desktopCapturer: { getSources: async () => sources } })
    expect(await read(all)).toEqual(['Screen 2: x'])
  })
})

describe('a refusal', () => {
  it('of macOS follows the capture that makes it ask the user', async () => {
    const { all, captures } = deps([display(1, 10, 10)], {
      systemPreferences: { getMediaAccessStatus: () => 'denied' },
      failsAt: 0,
    })
    await expect(readDisplays(all)).rejects.toMatchObject({ code: 'SCREEN_DENIED' })
    expect(captures()).toHaveLength(1)
  })

  it('of macOS that the user revokes asks for a restart while no picture comes', async () => {
    let status: 'denied' | 'granted' = 'denied'
    const access = { wasDenied: false }
    const mac = { systemPreferences: { getMediaAccessStatus: () => status }, access }
    const refusing = () => deps([display(1, 10, 10)], { ...mac, failsAt: 0 }).all
    await expect(readDisplays(refusing())).rejects.toMatchObject({ code: 'SCREEN_DENIED' })
    status = 'granted'
    await expect(readDisplays(refusing())).rejects.toMatchObject({ code: 'SCREEN_RESTART' })
    expect(await read(deps([display(1, 10, 10)], mac).all)).toEqual(['Screen 1: 10x10'])
  })

  it.each([
    ['linux', 'SCREEN_CANCELLED'],
    ['win32', 'SCREEN_UNAVAILABLE'],
  ] as const)('on %s is %s, without a permission request', async (platform, code) => {
    const systemPreferences = {
      getMediaAccessStatus: () => {
        throw new Error('not here')
      },
    }
    const { all } = deps([display(1, 10, 10)], { platform, systemPreferences, failsAt: 0 })
    await expect(readDisplays(all)).rejects.toMatchObject({ code })
  })

  it('has a code if no picture came', async () => {
    const { all } = deps([display(1, 10, 10)], { isEmpty: true })
    await expect(readDisplays(all)).rejects.toMatchObject({ code: 'SCREEN_UNAVAILABLE' })
  })
})
