import type http from 'node:http'
import type { Source } from '../../contract/download.ts'
import type { AppError, Failure } from '../../contract/errors.ts'
import type { FileContent, Link, Log, QueuedPlace, TransferLimits } from '../interfaces.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { Budget } from './budget.ts'
import type { SavedCopy } from './copy-saved.ts'
import type { ReadError } from './error-body.ts'
import type { LinksInUse } from './links-in-use.ts'
import type { Throttle } from './throttle.ts'
import type { Expected } from './verify.ts'

/** One file to download; plain data, so that it can be posted to the worker. */
export interface TransferJob {
  identity: string
  /** Missing: no description tells of such a file. */
  source?: Source
  /** Absolute; the part file and the journal are beside it. */
  finalPath: string
  /** An existing folder, below which the missing folders of the path are created; null creates none. */
  createBelow?: string | null
  /** Of the disk of its folder ({@link mountPointOf}): nothing is written while that is not connected. */
  mountPoint?: string | null
  /** The same file in another folder: it is copied from there, and downloaded only if that fails. */
  copyFrom?: SavedCopy | null
  /** The link names an MP4 or similar: a file that begins like no known container is rejected. */
  mustBeBoxes: boolean
  /** The name has no extension yet: add one by content. */
  needsExtension: boolean
  expected: Expected
  /** Retries used before the transfer was postponed. */
  budget?: Budget
}

/** A saved file that a description tells of. */
export interface DescribedFile {
  path: string
  bytes: number
  sha256: string
}

export interface TransferDeps {
  /**
   * [Note: single-use token] Called once per attempt, a resume included. `place`: of the recording's file
   * whose link has this one ({@link createPlaces}); missing: its own.
   */
  freshLink: (place?: FilePlace) => Promise<Link>
  /**
   * The file where the description at its place says that it is saved already. Asked under the lock: a process that had
   * it describes its file before it removes the journal.
   */
  describedAt?: (path: string, source: Source, expected: Expected) => Promise<DescribedFile | null>
  /** The other files of the recording with this content, by the service's sizes and hashes. */
  placesOf?: (content: FileContent) => Promise<QueuedPlace[]>
  /** Shared by all transfers of the process; missing: there is no other one. */
  links?: LinksInUse
  agentFor: (url: URL) => http.Agent
  /** Maps a network error to an AppError. */
  toNetworkError: (error: unknown, url?: URL) => AppError
  readError: ReadError
  limits: Pick<TransferLimits, 'maxRetries' | 'retryWaitMs' | 'stallTimeoutMs'>
  /** Throws DISK_FULL when the disk is nearly full; missing: looks at the disk of the file. */
  checkRoom?: () => Promise<void>
  /** Shared by all transfers; unlimited if missing. */
  throttle?: Throttle
  signal: AbortSignal
  onProgress: (receivedBytes: number, totalBytes: number | null) => void
  /** `ms`: delay until the next attempt; 0 when it starts at once. */
  onSetback: (failure: Failure, ms: number) => void
  onQuarantined: (path: string) => void
  /** The file system of this folder, or of those created below it, cannot make files durable (fsync). */
  onNotDurable?: (folder: string) => void
  log: Log
  random?: () => number
}

export type Outcome =
  /**
   * The journal stays until the library has the file: the receiver of this outcome then removes it. `isDescribed`:
   * another process had saved it meanwhile, and its description tells of it. `isFound`: it had its final name, from
   * another process or an earlier run, and is not described yet.
   */
  | {
      kind: 'saved'
      path: string
      bytes: number
      sha256: string
      note?: string | null
      isDescribed?: true
      isFound?: true
    }
  | { kind: 'stopped' }
  /** The next attempt is far away: start the transfer again, with this budget, in `waitMs`. */
  | { kind: 'postponed'; failure: Failure; waitMs: number; budget: Budget }
  | { kind: 'failed'; failure: Failure }
  /** The disk is full or not connected: nothing is lost, and the transfer waits until that has changed. */
  | { kind: 'blocked'; failure: Failure }
