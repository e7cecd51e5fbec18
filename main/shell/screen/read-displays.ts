import type { DesktopCapturer, Display, NativeImage, SystemPreferences } from 'electron'
import { AppError } from '../../../contract/errors.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'

/** For a system that names no displays: as large as any is. */
const LARGEST = { width: 7680, height: 4320 }

export interface DisplayPorts {
  desktopCapturer: Pick<DesktopCapturer, 'getSources'>
  displays: () => Pick<Display, 'id' | 'size' | 'scaleFactor'>[]
  systemPreferences: Pick<SystemPreferences, 'getMediaAccessStatus'>
  platform: NodeJS.Platform
}

/**
 * What every display shows, never smaller than it is: a code of a few modules is lost in a reduced picture.
 * [Note: screen] Main looks, once for each time the user asks; the page itself is never allowed to capture anything.
 * Throws SCREEN_DENIED where the system keeps the screen from apps, SCREEN_UNAVAILABLE where nothing came.
 */
export async function readDisplays(ports: DisplayPorts): Promise<ScreenPicture[]> {
  refuseDenied(ports)
  const pictures: ScreenPicture[] = []
  for (const { size, ids } of bySize(ports.displays())) {
    const sources = await ports.desktopCapturer.getSources({ types: ['screen'], thumbnailSize: size })
    const ours = sources.filter(({ display_id: id }) => ids.has(id))
    // Not every system says which display a source is (Electron: DesktopCapturerSource).
    for (const { name, thumbnail } of ids.size === 0 || ours.length === 0 ? sources : ours)
      pictures.push(...pictureOf(name, thumbnail))
    if (ours.length === 0) break
  }
  // macOS asks its user during the first look, which then shows the desktop's background alone.
  refuseDenied(ports)
  if (pictures.length === 0) throw new AppError('SCREEN_UNAVAILABLE')
  return pictures
}

/** Displays of one size are looked at together; each look takes all of them. */
export function bySize(
  displays: Pick<Display, 'id' | 'size' | 'scaleFactor'>[],
): { size: { width: number; height: number }; ids: Set<string> }[] {
  const groups = new Map<string, { size: { width: number; height: number }; ids: Set<string> }>()
  for (const { id, size, scaleFactor } of displays) {
    const width = Math.round(size.width * scaleFactor)
    const height = Math.round(size.height * scaleFactor)
    const key = `${width}x${height}`
    const group = groups.get(key) ?? { size: { width, height }, ids: new Set<string>() }
    group.ids.add(String(id))
    groups.set(key, group)
  }
  return groups.size === 0 ? [{ size: LARGEST, ids: new Set() }] : [...groups.values()]
}

function pictureOf(name: string, image: NativeImage): ScreenPicture[] {
  if (image.isEmpty()) return []
  return [{ name: name.slice(0, 300), png: image.toPNG().toString('base64') }]
}

function refuseDenied({ platform, systemPreferences }: DisplayPorts): void {
  // Elsewhere the system has no such permission (Electron: systemPreferences.getMediaAccessStatus).
  if (platform !== 'darwin' && platform !== 'win32') return
  const status = systemPreferences.getMediaAccessStatus('screen')
  if (status === 'denied' || status === 'restricted') throw new AppError('SCREEN_DENIED')
}
