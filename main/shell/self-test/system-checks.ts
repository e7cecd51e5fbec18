import { readFile } from 'node:fs/promises'
import type { DesktopCapturer, ProcessMetric, SystemPreferences } from 'electron'
import type { KeyFinding } from '../security/keychain-probe.ts'
import { type Finding, failed, passed, unchecked } from './checks.ts'

/** Is the process of the page in the system's sandbox? Asks the system about the process, not the configuration. */
export async function checkSandbox(options: {
  isSandboxed: boolean
  platform: string
  pagePid: number
  metrics: () => Pick<ProcessMetric, 'pid' | 'sandboxed'>[]
}): Promise<Finding> {
  const { isSandboxed, platform, pagePid, metrics } = options
  if (!isSandboxed) return failed('the app was started with --no-sandbox')
  if (platform === 'linux')
    return judgeLinuxSandbox(
      await readFile(`/proc/${pagePid}/status`, 'utf8'),
      await readFile('/proc/self/status', 'utf8'),
    )
  const metric = metrics().find(({ pid }) => pid === pagePid)
  if (metric?.sandboxed === undefined) return failed('the system says nothing of the page’s process')
  return metric.sandboxed
    ? passed('the page’s process is sandboxed')
    : failed('the page’s process is not sandboxed')
}

/**
 * Two layers (Chromium: docs/linux/sandboxing.md): namespaces of its own, in which the page's process has one more
 * number than outside, and a filter of system calls, one more than main has.
 * @param page, main texts of /proc/PID/status (proc(5))
 */
export function judgeLinuxSandbox(page: string, main: string): Finding {
  const field = (status: string, name: string): string =>
    new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? ''
  const numbers = (status: string): number => field(status, 'NSpid').split(/\s+/).filter(Boolean).length
  const filters = (status: string): number => Number(field(status, 'Seccomp_filters') || 0)
  if (field(page, 'Seccomp') !== '2' || filters(page) <= filters(main))
    return failed('the page’s system calls are not filtered')
  if (numbers(page) <= numbers(main)) return failed('the page’s process has no namespace of its own')
  return passed('filtered system calls, and namespaces of its own')
}

/** Where the key of the secrets is. Linux may have no keyring: then nothing is kept, which is no failure. */
export function judgeKey({ isReal, why }: KeyFinding, platform: string): Finding {
  if (isReal) return passed(why)
  return platform === 'linux' ? unchecked(`${why}: secrets last for the session`) : failed(why)
}

/** Can the screen be read, or why not? Asks its user nothing: a portal or a first look would. */
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

/** Does the system take notifications? Linux may run no service for them. */
export function judgeNotifications(isSupported: boolean, platform: string): Finding {
  if (isSupported) return passed('the system takes them')
  const why = 'the system takes none'
  return platform === 'linux' ? unchecked(`${why}: no notification service is running`) : failed(why)
}
