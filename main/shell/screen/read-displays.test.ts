import type { DesktopCapturerSource, NativeImage, SourcesOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { bySize, type DisplayPorts, readDisplays } from './read-displays.ts'

const display = (id: number, width: number, height: number, scaleFactor = 1) => ({
  id,
  size: { width, height },
  scaleFactor,
})

/** Sources as Electron gives them: every display at every look, drawn at the size asked for. */
function ports(
  displays: ReturnType<typeof display>[],
  more: Partial<DisplayPorts> & { withoutIds?: boolean; isEmpty?: boolean } = {},
) {
  const looks: string[] = []
  const { withoutIds = false, isEmpty = false, ...rest } = more
  const all: DisplayPorts = {
    displays: () => displays,
    desktopCapturer: {
      getSources: async ({ thumbnailSize }: SourcesOptions) => {
        const size = `${thumbnailSize?.width}x${thumbnailSize?.height}`
        looks.push(size)
        return (displays.length === 0 ? [display(9, 1, 1)] : displays).map(({ id }) => ({
          id: `screen:${id}:0`,
          name: `Screen ${id}`,
          display_id: withoutIds ? '' : String(id),
          thumbnail: {
            isEmpty: () => isEmpty,
            toPNG: () => Buffer.from(`${id} at ${size}`),
          } as unknown as NativeImage,
        })) as DesktopCapturerSource[]
      },
    },
    systemPreferences: { getMediaAccessStatus: () => 'granted' },
    platform: 'darwin',
    ...rest,
  }
  return { all, looks }
}

const read = async (given: DisplayPorts) =>
  (await readDisplays(given)).map(({ name, png }) => `${name}: ${Buffer.from(png, 'base64').toString()}`)

describe('bySize', () => {
  it('puts displays of one size in their own pixels together', () => {
    const groups = bySize([display(1, 1920, 1080), display(2, 1280, 720, 1.5), display(3, 1440, 900, 2)])
    expect(groups).toEqual([
      { size: { width: 1920, height: 1080 }, ids: new Set(['1', '2']) },
      { size: { width: 2880, height: 1800 }, ids: new Set(['3']) },
    ])
  })

  it('looks as large as any display is where the system names none', () => {
    expect(bySize([])).toEqual([{ size: { width: 7680, height: 4320 }, ids: new Set() }])
  })
})

describe('readDisplays', () => {
  it('takes each display in its own pixels', async () => {
    const { all, looks } = ports([display(1, 1920, 1080), display(2, 1512, 982, 2), display(3, 1920, 1080)])
    expect(await read(all)).toEqual([
      'Screen 1: 1 at 1920x1080',
      'Screen 3: 3 at 1920x1080',
      'Screen 2: 2 at 3024x1964',
    ])
    expect(looks).toEqual(['1920x1080', '3024x1964'])
  })

  it.each([
    ['sources do not say which display they are', [display(1, 1920, 1080), display(2, 800, 600)], 2],
    ['the system names no display', [], 1],
  ])('takes all there are where %s', async (_, displays, count) => {
    const { all, looks } = ports(displays, { withoutIds: true })
    expect(await read(all)).toHaveLength(count)
    expect(looks).toHaveLength(1)
  })

  it.each([
    ['darwin', 'denied'],
    ['darwin', 'restricted'],
    ['win32', 'denied'],
  ] as const)('is refused by name on %s where access is %s, without a look', async (platform, status) => {
    const { all, looks } = ports([display(1, 10, 10)], {
      platform,
      systemPreferences: { getMediaAccessStatus: () => status },
    })
    await expect(readDisplays(all)).rejects.toMatchObject({ code: 'SCREEN_DENIED' })
    expect(looks).toEqual([])
  })

  it('is refused when the user says no to the question that the first look brings', async () => {
    const statuses = ['not-determined', 'denied'] as const
    let asked = 0
    const { all } = ports([display(1, 10, 10)], {
      systemPreferences: { getMediaAccessStatus: () => statuses[asked++] ?? 'denied' },
    })
    await expect(readDisplays(all)).rejects.toMatchObject({ code: 'SCREEN_DENIED' })
  })

  it('asks for no permission where the system has none', async () => {
    const systemPreferences = {
      getMediaAccessStatus: () => {
        throw new Error('not on Linux')
      },
    }
    const { all } = ports([display(1, 10, 10)], { platform: 'linux', systemPreferences })
    expect(await read(all)).toEqual(['Screen 1: 1 at 10x10'])
  })

  it('has failed by name where no picture came', async () => {
    const { all } = ports([display(1, 10, 10)], { isEmpty: true })
    await expect(readDisplays(all)).rejects.toMatchObject({ code: 'SCREEN_UNAVAILABLE' })
  })
})
