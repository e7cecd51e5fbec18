import type { PowerSaveBlocker } from 'electron'
import type { BatchEnd, Download } from '../../contract/download.ts'
import { isActive, occupiesSlot } from '../../contract/download-states.ts'
import { createBatch } from '../downloads/batch.ts'
import type { Downloads } from '../downloads/downloads.ts'

/**
 * Progress for the taskbar or dock: 0 to 1, or -1 for none. While no total is known: 2 on Windows, which
 * shows it as "indeterminate"; 0 elsewhere, because macOS draws 2 as a full bar (Electron:
 * native_window_mac.mm, SetProgressBar) and Linux has no such mode.
 */
export function taskbarProgress(downloads: readonly Download[], platform: string): number {
  const active = downloads.filter(isActive)
  if (active.length === 0) return -1
  let received = 0
  let total = 0
  for (const { receivedBytes, totalBytes } of active) {
    if (totalBytes === null) continue
    received += receivedBytes
    total += totalBytes
  }
  if (total === 0) return platform === 'win32' ? 2 : 0
  return Math.min(1, received / total)
}

/**
 * Keeps the machine awake during downloads, shows their progress outside the window, and reports the end of a
 * batch.
 */
export function watchDownloads(options: {
  downloads: Pick<Downloads, 'list' | 'onChange'>
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  show: (progress: number) => void
  onBatchEnd: (end: BatchEnd) => void
  platform: string
}): void {
  const { downloads, powerSaveBlocker, show, onBatchEnd, platform } = options
  const batch = createBatch(new Date().toISOString())
  let blocker: number | null = null
  let timer: NodeJS.Timeout | null = null
  const look = (): void => {
    timer = null
    const list = downloads.list()
    show(taskbarProgress(list, platform))
    const end = batch.look(list)
    if (end !== null) onBatchEnd(end)
    const isBusy = list.some(occupiesSlot)
    if (isBusy && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    else if (!isBusy && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
  // Changes arrive ten times a second; the taskbar is throttled to once a second.
  downloads.onChange(() => {
    timer ??= setTimeout(look, 1000)
  })
  look()
}
