import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DesktopCapturer, NativeImage, ProcessMetric, SystemPreferences } from 'electron'
import { toFailure } from '../../contract/errors.ts'
import { withLimit } from '../with-limit.ts'
import type { KeyFinding } from '../shell/security/keychain-probe.ts'
import { type Finding, failed, passed, unchecked } from './checks.ts'
import { metricProblems, processFacts, sandboxProblems } from './sandbox-facts.ts'

/**
 * Is the renderer process in the system's sandbox? Queries the system about the process, not the
 * configuration.
 */
export function checkSandbox(options: {
  isSandboxed: boolean
  platform: string
  pagePid: number
  metrics: () => Pick<ProcessMetric, 'pid' | 'sandboxed' | 'integrityLevel'>[]
}): Finding {
  const { isSandboxed, platform, pagePid, metrics } = options
  if (!isSandboxed) return failed('the app was started with --no-sandbox')
  const problems =
    platform === 'linux'
      ? sandboxProblems({ program: processFacts(process.pid), page: processFacts(pagePid) })
      : metricProblems(
          metrics().find(({ pid }) => pid === pagePid),
          platform,
        )
  return problems.length === 0 ? passed('the page’s process is in it') : failed(problems.join('; '))
}

/**
 * Where the encryption key is stored. Linux may have no keyring: then secrets are not persisted, which is not
 * a failure.
 */
export function judgeKey({ isReal, why }: KeyFinding, platform: string): Finding {
  if (isReal) return passed(why)
  return platform === 'linux' ? unchecked(`${why}: secrets last for the session`) : failed(why)
}

/** Can the screen be captured, or why not? Does not prompt the user: a portal or a first capture would. */
export async function checkScreen(options: {
  platform: string
  isWayland: boolean
  systemPreferences: Pick<SystemPreferences, 'getMediaAccessStatus'>
  desktopCapturer: Pick<DesktopCapturer, 'getSources'>
}): Promise<Finding> {
  const { platform, isWayland, systemPreferences, desktopCapturer } = options
  if (isWayland) return unchecked('the desktop asks its user each time (Wayland)')
  if (platform === 'darwin') {
    const status = systemPreferences.getMediaAccessStatus('screen')
    if (status !== 'granted')
      return unchecked(`macOS says "${status}": allowed in the system’s settings, after the first look`)
  }
  const sources = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 320, height: 200 },
  })
  const seen = sources.filter(({ thumbnail }) => !thumbnail.isEmpty()).length
  return seen > 0 ? passed(`${seen} of ${sources.length} displays seen`) : failed('no display was seen')
}

/**
 * Moves an empty file to the trash. Linux may have no trash for this folder, or no program that moves a file
 * there; removing is then refused, with a notice.
 *
 * @param options `trash`: rejects unless the file is gone
 */
export async function checkTrash(options: {
  folder: string
  platform: string
  trash: (path: string) => Promise<void>
}): Promise<Finding> {
  const path = join(options.folder, 'Meetkeep self-test.txt')
  await writeFile(path, '')
  try {
    await options.trash(path)
  } catch (error) {
    const why = `an empty file in ${options.folder} was refused: ${toFailure(error).detail ?? ''}`
    return options.platform === 'linux' ? unchecked(why) : failed(why)
  }
  return passed('an empty file was moved to it')
}

/** Does the system say when it was last used? A desktop that does not, says 0. */
export function judgeIdleTime(seconds: unknown): Finding {
  return typeof seconds === 'number' && seconds >= 0
    ? passed(`${seconds} s since the last input`)
    : failed(`the system says ${String(seconds)}`)
}

/** Did the system take the tray icon? On Linux that says nothing about whether the desktop shows it. */
export function checkTray(create: () => { destroy(): void }): Finding {
  const tray = create()
  tray.destroy()
  return passed('the system took its icon')
}

/** Can the state of starting at login be read? It is not changed. */
export async function checkLoginItem(read: () => Promise<string>): Promise<Finding> {
  return passed(`the system says: ${await read()}`)
}

/** Can the icons be read where they are, in a packaged app inside the archive? */
export function checkIcons(
  paths: readonly string[],
  createFromPath: (path: string) => Pick<NativeImage, 'isEmpty'>,
): Finding {
  const unreadable = paths.filter((path) => createFromPath(path).isEmpty())
  return unreadable.length === 0
    ? passed('those of the window and of a dragged file are there')
    : failed(`not readable: ${unreadable.join(', ')}`)
}

interface TrialNotification {
  on(event: 'show', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

/** A system that suppresses a notification emits no event. */
const LONGEST_NOTIFICATION_MS = 10_000

/**
 * Does the system show notifications, or why not? Shows one: `isSupported` checks for a library, not for a
 * running service (Electron: libnotify_notification.cc). A system that shows none is a choice of its user or
 * administrator (an unsigned app on macOS, no service on Linux, Windows Server): the app then shows the same
 * in its window.
 */
export async function checkNotifications(options: {
  isSupported: boolean
  create: () => TrialNotification
  limitMs?: number
}): Promise<Finding> {
  if (!options.isSupported) return unchecked('the system takes none')
  const notification = options.create()
  const shown = new Promise<string | null>((resolve) => {
    notification.on('show', () => resolve(null))
    notification.on('failed', (_event, error) => resolve(error === '' ? 'no reason' : error))
  })
  notification.show()
  const ended = await withLimit(shown, options.limitMs ?? LONGEST_NOTIFICATION_MS)
  notification.close()
  if (ended.status === 'timed-out') return unchecked('the system did not say that it showed one')
  const refused = ended.status === 'done' ? ended.value : String(ended.error)
  return refused === null ? passed('one was shown') : unchecked(`the system showed none: ${refused}`)
}
