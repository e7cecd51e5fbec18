import type { Download } from '../../contract/download.ts'
import { isActive, isBeingPrepared, isOpen, isPostponed } from '../../contract/download-states.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import type { Tone } from './tone.ts'

/** Pure functions about a download, beyond what its state allows (contract/download-states.ts). */

/** 0 to 1; null until the server reports the file's size. */
export function fractionOf(download: Download): number | null {
  if (download.state === 'saved') return 1
  if (download.totalBytes === null || download.totalBytes === 0) return null
  return Math.min(1, download.receivedBytes / download.totalBytes)
}

/** Its bytes are being transferred, or some have been. */
export function hasBegun({ state, receivedBytes }: Pick<Download, 'state' | 'receivedBytes'>): boolean {
  return receivedBytes > 0 || state === 'running'
}

/** Seconds left at the current speed; null if unknown. */
export function secondsLeft(download: Download): number | null {
  if (download.state !== 'running' || download.totalBytes === null || download.bytesPerSecond <= 0)
    return null
  // Rounded up to at least one second.
  return Math.max(1, (download.totalBytes - download.receivedBytes) / download.bytesPerSecond)
}

/** 0 to 1 of all files together; null while the size of a pending one is unknown. */
export function groupFraction(downloads: readonly Download[]): number | null {
  let received = 0
  let total = 0
  for (const { state, receivedBytes, totalBytes } of downloads) {
    if (state === 'cancelled') continue
    if (totalBytes === null) return null
    received += receivedBytes
    total += totalBytes
  }
  return total === 0 ? null : Math.min(1, received / total)
}

export interface Overview {
  underWay: number
  bytesPerSecond: number
  /** null if the size of one of them is unknown, or none is transferring. */
  secondsLeft: number | null
}

/** The total of all active downloads. */
export function overviewOf(downloads: Download[]): Overview {
  const moving = downloads.filter(isActive)
  const bytesPerSecond = moving.reduce((sum, download) => sum + download.bytesPerSecond, 0)
  let left: number | null = 0
  for (const { totalBytes, receivedBytes } of moving) {
    left = left === null || totalBytes === null ? null : left + Math.max(0, totalBytes - receivedBytes)
  }
  return {
    underWay: moving.length,
    bytesPerSecond,
    secondsLeft: left === null || bytesPerSecond <= 0 ? null : left / bytesPerSecond,
  }
}

export const TONES: Record<Download['state'], Tone> = {
  waiting: 'neutral',
  running: 'accent',
  paused: 'neutral',
  retrying: 'warn',
  blocked: 'warn',
  saved: 'good',
  failed: 'danger',
  cancelled: 'neutral',
}

export type StateText =
  | {
      key:
        | 'waiting'
        | 'starting'
        | 'running'
        | 'paused'
        | 'retrying'
        | 'blocked'
        | 'waitsForRoom'
        | 'waitsForDisk'
        | 'waitsForSignIn'
        | 'waitsForTrust'
        | 'saved'
        | 'savedBefore'
        | 'failed'
        | 'cancelled'
    }
  | { key: 'retryingAt' | 'savedAt' | 'preparedAt' | 'readyAbout'; at: string }
  | { key: 'retryingIn'; seconds: number }

/** A shorter wait is shown as a countdown; a longer one by its end time. */
const SOON_MS = 10 * 60_000

/** The text key for a state: what it waits for, and until when. */
export function stateText(download: Download, now: number): StateText {
  switch (download.state) {
    case 'running':
      return { key: download.receivedBytes === 0 && download.bytesPerSecond === 0 ? 'starting' : 'running' }
    case 'waiting':
      return isPostponed(download) ? retrying(download, now) : { key: 'waiting' }
    case 'blocked':
    case 'retrying':
      if (download.state === 'blocked' && download.resumesAt === null) return { key: blockedBy(download) }
      if (isBeingPrepared(download) && download.resumesAt !== null) return preparing(download, now)
      return retrying(download, now)
    case 'saved':
      if (download.wasSavedBefore) return { key: 'savedBefore' }
      return download.savedAt === null ? { key: 'saved' } : { key: 'savedAt', at: download.savedAt }
    default:
      return { key: download.state }
  }
}

/** When the next attempt is. */
function retrying({ resumesAt }: Download, now: number): StateText {
  const wait = resumesAt === null ? 0 : Date.parse(resumesAt) - now
  if (wait <= 0 || resumesAt === null) return { key: 'retrying' }
  return wait < SOON_MS
    ? { key: 'retryingIn', seconds: Math.ceil(wait / 1000) }
    : { key: 'retryingAt', at: resumesAt }
}

/** What a blocked download waits for together with others: one answer helps them all. null: its own matter. */
export function sharedNeed({ state, failure, source, folder }: Download): string | null {
  if (state !== 'blocked' || failure === null) return null
  const need = prerequisiteOf(failure)
  switch (need) {
    case 'trust':
      return `${need} ${String(failure.params?.['host'] ?? '')}`
    case 'sign-in':
    case 'network':
      return `${need} ${source.site}`
    case 'room':
    case 'disk':
      return `${need} ${folder}`
    default:
      return null
  }
}

/** Downloads whose notice would only repeat an earlier one. `told`: needs with a notice already. */
export function repeatedNotices(
  downloads: readonly Download[],
  told: Iterable<string> = [],
): ReadonlySet<string> {
  const needs = new Set(told)
  const repeated = new Set<string>()
  for (const download of downloads) {
    const need = sharedNeed(download)
    if (need === null) continue
    if (needs.has(need)) repeated.add(download.id)
    needs.add(need)
  }
  return repeated
}

/** What must be available before it resumes automatically. */
function blockedBy({
  failure,
}: Download): 'waitsForRoom' | 'waitsForDisk' | 'waitsForSignIn' | 'waitsForTrust' | 'blocked' {
  switch (failure === null ? null : prerequisiteOf(failure)) {
    case 'room':
      return 'waitsForRoom'
    case 'disk':
      return 'waitsForDisk'
    case 'sign-in':
      return 'waitsForSignIn'
    case 'trust':
      return 'waitsForTrust'
    default:
      return 'blocked'
  }
}

/** The announced time is more useful than that of the next check, as long as it is in the future. */
function preparing({ failure, resumesAt }: Download, now: number): StateText {
  const announced = failure?.params?.['readyAt']
  return typeof announced === 'string' && Date.parse(announced) > now
    ? { key: 'readyAbout', at: announced }
    : { key: 'preparedAt', at: resumesAt ?? new Date(now).toISOString() }
}

export const VIEWS = ['all', 'active', 'saved', 'failed'] as const
export type DownloadView = (typeof VIEWS)[number]

export function isInView(download: Download, view: DownloadView): boolean {
  if (view === 'all') return true
  if (view === 'active') return isOpen(download)
  if (view === 'saved') return download.state === 'saved'
  return download.state === 'failed'
}
