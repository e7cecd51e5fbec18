import type { DesktopCapturer, DesktopCapturerSource, SystemPreferences } from 'electron'
import { MAX_PNG_LENGTH, MAX_SCREENS, type ScreenPicture } from '../../../contract/screen.ts'
import { captureError, type CaptureOutcome } from './capture-error.ts'
import { bounded, isScaled, type KnownDisplay, captureSize, pixelsOf, type Size } from './capture-size.ts'

export interface DisplayDeps {
  desktopCapturer: Pick<DesktopCapturer, 'getSources'>
  displays: () => KnownDisplay[]
  systemPreferences: Pick<SystemPreferences, 'getMediaAccessStatus'>
  platform: NodeJS.Platform
  /** Each capture prompts the user for a display (the portal of a Wayland desktop), so there is only one. */
  asksUser?: boolean
  /** Earlier permission status; updated by {@link readDisplays}. */
  access?: { wasDenied: boolean }
}

/**
 * Captures every display, never reduced: a code with small modules is lost in a reduced picture. All are
 * captured at once, in a size that none exceeds; a display with a known id that came enlarged is captured
 * again in its own size. Sources without an id are kept as they are: Linux often has none, Windows none
 * without DirectX (electron#27732, electron#41687). [Note: screen] Main captures, once for each request of
 * the user; the page itself is never allowed to capture anything. Throws SCREEN_DENIED, SCREEN_RESTART,
 * SCREEN_CANCELLED or SCREEN_UNAVAILABLE: {@link captureError}.
 */
export async function readDisplays(deps: DisplayDeps): Promise<ScreenPicture[]> {
  const { platform, access = { wasDenied: false } } = deps
  const displays = deps.displays()
  const wasDenied = access.wasDenied
  let pictures: ScreenPicture[] = []
  let end: CaptureOutcome = 'rejected'
  try {
    pictures = await captureAll(deps, displays)
    end = pictures.length > 0 ? 'pictures' : 'nothing'
  } catch {
    // Electron's error has no further details.
  }
  const status = platform === 'darwin' ? deps.systemPreferences.getMediaAccessStatus('screen') : null
  if (status === 'denied') access.wasDenied = true
  const failure = captureError({ platform, end, status, wasDenied })
  if (failure !== null) throw failure
  return pictures
}

async function captureAll(deps: DisplayDeps, displays: readonly KnownDisplay[]): Promise<ScreenPicture[]> {
  const size = captureSize(displays, deps.platform)
  const sources = onlyOnce(await capture(deps, size)).slice(0, MAX_SCREENS)
  const taken = new Map(sources.map(({ id, name, thumbnail }) => [id, pictureOf(name, thumbnail)]))
  if (deps.asksUser !== true)
    for (const { own, ids } of enlarged(sources, displays, size, deps.platform))
      // If the second capture fails, the first one's pictures are kept.
      for (const { id, name, thumbnail } of await capture(deps, own).catch(() => [])) {
        const picture = ids.has(id) ? pictureOf(name, thumbnail) : null
        if (picture !== null) taken.set(id, picture)
      }
  return [...taken.values()].filter((picture) => picture !== null)
}

let captures = 0

/**
 * Makes each capture's options unique: Electron shares the result of an identical pending capture, so all
 * later ones would hang behind one that hangs (lib/browser/api/desktop-capturer.ts). It reads only width and
 * height of the size.
 */
function capture({ desktopCapturer }: DisplayDeps, size: Size): Promise<DesktopCapturerSource[]> {
  const thumbnailSize = { ...size, capture: (captures += 1) }
  return desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
}

/** Sources to capture again at their display's own size, grouped by that size. */
function enlarged(
  sources: readonly DesktopCapturerSource[],
  displays: readonly KnownDisplay[],
  size: Size,
  platform: NodeJS.Platform,
): { own: Size; ids: Set<string> }[] {
  const sizes = new Map(displays.map((one) => [String(one.id), bounded(pixelsOf(one, platform))]))
  const groups = new Map<string, { own: Size; ids: Set<string> }>()
  for (const { id, display_id: display } of sources) {
    const own = sizes.get(display)
    if (own === undefined || !isScaled(own, size)) continue
    const key = `${own.width}x${own.height}`
    const group = groups.get(key) ?? { own, ids: new Set<string>() }
    group.ids.add(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function onlyOnce(sources: readonly DesktopCapturerSource[]): DesktopCapturerSource[] {
  return [...new Map(sources.map((source) => [source.id, source])).values()]
}

/** null: no picture (Electron waits three seconds for each), or too large for IPC. */
function pictureOf(name: string, image: DesktopCapturerSource['thumbnail']): ScreenPicture | null {
  if (image.isEmpty()) return null
  const png = image.toPNG().toString('base64')
  return png.length > MAX_PNG_LENGTH ? null : { name: name.slice(0, 300), png }
}
