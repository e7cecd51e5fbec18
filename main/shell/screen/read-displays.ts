import type { DesktopCapturer, DesktopCapturerSource, SystemPreferences } from 'electron'
import { MAX_PNG_LENGTH, MAX_SCREENS, type ScreenPicture } from '../../../contract/screen.ts'
import { judgeLook, type LookEnd } from './judge-look.ts'
import { bounded, isScaled, type KnownDisplay, lookSize, pixelsOf, type Size } from './look-size.ts'

export interface DisplayDeps {
  desktopCapturer: Pick<DesktopCapturer, 'getSources'>
  displays: () => KnownDisplay[]
  systemPreferences: Pick<SystemPreferences, 'getMediaAccessStatus'>
  platform: NodeJS.Platform
  /** Each look asks the user which display to show (the portal of a Wayland desktop): there is one look, no second. */
  asksUser?: boolean
  /** What the system said of the screen before; {@link readDisplays} keeps it. */
  access?: { wasDenied: boolean }
}

/**
 * What every display shows, never smaller than it is: a code of a few modules is lost in a reduced picture. All are
 * looked at once, in a size that none is larger than; what is known by its id and came enlarged is looked at again in
 * its own. Sources without an id are kept as they came: Linux often has none, Windows none without DirectX
 * (electron#27732, electron#41687).
 * [Note: screen] Main looks, once for each time the user asks; the page itself is never allowed to capture anything.
 * Throws SCREEN_DENIED, SCREEN_RESTART, SCREEN_CANCELLED or SCREEN_UNAVAILABLE: {@link judgeLook}.
 */
export async function readDisplays(ports: DisplayDeps): Promise<ScreenPicture[]> {
  const { platform, access = { wasDenied: false } } = ports
  const displays = ports.displays()
  const wasDenied = access.wasDenied
  let pictures: ScreenPicture[] = []
  let end: LookEnd = 'rejected'
  try {
    pictures = await lookAtAll(ports, displays)
    end = pictures.length > 0 ? 'pictures' : 'nothing'
  } catch {
    // Electron rejects with a text that says no more than that.
  }
  const status = platform === 'darwin' ? ports.systemPreferences.getMediaAccessStatus('screen') : null
  if (status === 'denied') access.wasDenied = true
  const failure = judgeLook({ platform, end, status, wasDenied })
  if (failure !== null) throw failure
  return pictures
}

async function lookAtAll(ports: DisplayDeps, displays: readonly KnownDisplay[]): Promise<ScreenPicture[]> {
  const size = lookSize(displays, ports.platform)
  const sources = onlyOnce(await look(ports, size)).slice(0, MAX_SCREENS)
  const taken = new Map(sources.map(({ id, name, thumbnail }) => [id, pictureOf(name, thumbnail)]))
  if (ports.asksUser !== true)
    for (const { own, ids } of enlarged(sources, displays, size, ports.platform))
      // Those of the first look remain where the second fails.
      for (const { id, name, thumbnail } of await look(ports, own).catch(() => [])) {
        const picture = ids.has(id) ? pictureOf(name, thumbnail) : null
        if (picture !== null) taken.set(id, picture)
      }
  return [...taken.values()].filter((picture) => picture !== null)
}

let looks = 0

/**
 * No two looks are asked for in the same way: Electron answers one that equals another that is under way with that
 * other, and behind one that hangs all later ones would hang (lib/browser/api/desktop-capturer.ts). Of the size it
 * reads width and height alone.
 */
function look({ desktopCapturer }: DisplayDeps, size: Size): Promise<DesktopCapturerSource[]> {
  const thumbnailSize = { ...size, look: (looks += 1) }
  return desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
}

/** Sources that would be read better at their display's own size, by that size. */
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

/** null: nothing came of it (Electron waits three seconds for each), or more than may cross to the page. */
function pictureOf(name: string, image: DesktopCapturerSource['thumbnail']): ScreenPicture | null {
  if (image.isEmpty()) return null
  const png = image.toPNG().toString('base64')
  return png.length > MAX_PNG_LENGTH ? null : { name: name.slice(0, 300), png }
}
