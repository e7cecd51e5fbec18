import type { Failure } from '../../contract/errors.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { ProxyRoute } from '../network/proxy.ts'
import type { RefusedCertificate } from '../network/refused-certificate.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { FileContent, Link, LogFields, QueuedPlace, TransferLimits } from '../interfaces.ts'
import type { Outcome, TransferJob } from './job.ts'

/** The worker's network configuration: plain data, because agents cannot cross threads. */
export interface NetworkConfig {
  extraCas: string[]
  trusted: TrustedCertificate[]
}

/** The main thread's answer to a question of the worker. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export type ToWorker =
  | { type: 'configure'; network: NetworkConfig; limits: TransferLimits }
  | { type: 'start'; id: string; job: TransferJob }
  | { type: 'stop'; id: string }
  | { type: 'link'; ticket: number; answer: Answer<Link> }
  | { type: 'places'; ticket: number; answer: Answer<QueuedPlace[]> }
  | { type: 'routes'; ticket: number; answer: Answer<ProxyRoute[]> }

export type FromWorker =
  /** `place`: where the file was not found under its own; missing: its own. */
  | { type: 'need-link'; id: string; ticket: number; place?: FilePlace }
  | { type: 'need-places'; id: string; ticket: number; content: FileContent }
  /** Requests the proxy routes to a server, by its origin alone, because a path may contain a token. */
  | { type: 'need-routes'; origin: string; ticket: number }
  /** At most ten times a second, with all transfers that moved since. */
  | { type: 'progress'; rows: ProgressRow[] }
  | { type: 'setback'; id: string; failure: Failure; waitMs: number }
  | { type: 'ended'; id: string; outcome: Outcome }
  | { type: 'quarantined'; path: string }
  /** Once for each folder: its file system cannot make files durable. */
  | { type: 'not-durable'; folder: string }
  | { type: 'refused-certificate'; certificate: RefusedCertificate }
  | { type: 'log'; level: 'info' | 'warn' | 'error'; message: string; fields?: LogFields }

export interface ProgressRow {
  id: string
  receivedBytes: number
  totalBytes: number | null
}
