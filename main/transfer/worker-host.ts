import { type MessagePort, Worker } from 'node:worker_threads'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { FilePlace } from '../../contract/recording.ts'
import { countAsAsked } from '../files/ask-disk.ts'
import { withLimit } from '../with-limit.ts'
import type { ResolveRoutes } from '../network/proxy.ts'
import type { RefusedCertificate } from '../network/refused-certificate.ts'
import type { FileContent, Link, Log, QueuedPlace, TransferLimits } from '../interfaces.ts'
import type { Outcome, TransferJob } from './job.ts'
import type { Answer, FromWorker, NetworkConfig, ProgressRow, ToWorker } from './worker-messages.ts'

const LONGEST_CLOSE_MS = 2000

/** Requests and reports of the worker about its transfers; the queue handles them. */
export interface TransferHandlers {
  freshLink(id: string, place?: FilePlace): Promise<Link>
  /** The other files of its recording that have this content. */
  placesOf(id: string, content: FileContent): Promise<QueuedPlace[]>
  onProgress(rows: ProgressRow[]): void
  onSetback(id: string, failure: Failure, waitMs: number): void
  onEnded(id: string, outcome: Outcome): void
}

/** Requests and reports that concern no single transfer. */
export interface TransferHostDeps {
  resolveRoutes: ResolveRoutes
  onQuarantined(path: string): void
  onNotDurable(folder: string): void
  onRefusedCertificate(certificate: RefusedCertificate): void
  log: Log
}

/** The main thread's interface to the transfers; the bytes move in a worker thread. */
export interface Transfers {
  start(id: string, job: TransferJob): void
  /** Calls onEnded with 'stopped' once all received bytes are durable. */
  stop(id: string): void
  configure(network: NetworkConfig, limits: TransferLimits): void
  close(): Promise<void>
}

export interface TransferHost extends Transfers {
  /** Connects the queue, which is created after the host; nothing may be started before. */
  setHandlers(handlers: TransferHandlers): void
}

/**
 * The built transfer worker (main/transfer-worker.ts) as a file: URL, or a function that runs the transfers in this
 * thread and returns the port that controls them.
 */
export type TransferThread = URL | (() => MessagePort)

/**
 * One thread for all files: a worker, so that transfers never block the main thread, which serves the window. It
 * starts with the first transfer. If it crashes, its transfers fail and the next transfer starts a new
 * worker.
 */
export function createTransferHost(thread: TransferThread, deps: TransferHostDeps): TransferHost {
  const { resolveRoutes, onQuarantined, onNotDurable, onRefusedCertificate, log } = deps
  let handlers: TransferHandlers | null = null
  let worker: Worker | MessagePort | null = null
  let configuration: ToWorker | null = null
  const running = new Set<string>()

  const post = (message: ToWorker): void => worker?.postMessage(message)

  const connected = (): TransferHandlers => {
    if (handlers === null) throw new Error('no queue is connected to the transfers')
    return handlers
  }

  /** Answers go to the worker that asked: the one after a crash counts its tickets from 1 again. */
  const answerLink = async (
    asker: Worker | MessagePort,
    { id, ticket, place }: Extract<FromWorker, { type: 'need-link' }>,
  ): Promise<void> => {
    const answer = await answerOf(async () => await connected().freshLink(id, place))
    asker.postMessage({ type: 'link', ticket, answer } satisfies ToWorker)
  }

  const answerPlaces = async (
    asker: Worker | MessagePort,
    { id, ticket, content }: Extract<FromWorker, { type: 'need-places' }>,
  ): Promise<void> => {
    const answer = await answerOf(async () => await connected().placesOf(id, content))
    asker.postMessage({ type: 'places', ticket, answer } satisfies ToWorker)
  }

  const answerRoutes = async (asker: Worker | MessagePort, origin: string, ticket: number): Promise<void> => {
    const answer = await answerOf(async () => await resolveRoutes(new URL(origin)))
    asker.postMessage({ type: 'routes', ticket, answer } satisfies ToWorker)
  }

  const hear = (sender: Worker | MessagePort, message: FromWorker): void => {
    switch (message.type) {
      case 'need-link':
        void answerLink(sender, message)
        return
      case 'need-places':
        void answerPlaces(sender, message)
        return
      case 'need-routes':
        void answerRoutes(sender, message.origin, message.ticket)
        return
      case 'progress':
        connected().onProgress(message.rows)
        return
      case 'setback':
        connected().onSetback(message.id, message.failure, message.waitMs)
        return
      case 'ended':
        running.delete(message.id)
        connected().onEnded(message.id, message.outcome)
        return
      case 'quarantined':
        onQuarantined(message.path)
        return
      case 'not-durable':
        onNotDurable(message.folder)
        return
      case 'refused-certificate':
        onRefusedCertificate(message.certificate)
        return
      case 'log':
        log[message.level](message.message, message.fields)
    }
  }

  const ensure = (): void => {
    if (worker !== null) return
    if (!(thread instanceof URL)) {
      const port = thread()
      worker = port
      port.on('message', (message: FromWorker) => hear(port, message))
      if (configuration !== null) post(configuration)
      return
    }
    const started = new Worker(thread)
    worker = started
    started.on('message', (message: FromWorker) => hear(started, message))
    let failure: Failure = { code: 'INTERNAL', detail: 'the transfer worker ended' }
    started.on('error', (error) => {
      log.error('the transfer worker failed', { detail: toFailure(error).detail })
      // Without a descriptor, no thread can start (ERR_WORKER_INIT_FAILED).
      if (/\b(?:EMFILE|ENFILE)\b/.test(error.message))
        failure = { code: 'TOO_MANY_FILES', detail: error.message }
    })
    started.once('exit', () => {
      if (worker === started) worker = null
      for (const id of running) {
        running.delete(id)
        connected().onEnded(id, { kind: 'failed', failure })
      }
    })
    if (configuration !== null) post(configuration)
  }

  return {
    setHandlers: (next) => void (handlers = next),
    start: (id, job) => {
      connected()
      ensure()
      running.add(id)
      post({ type: 'start', id, job })
    },
    stop: (id) => post({ type: 'stop', id }),
    configure: (network, limits) => {
      configuration = { type: 'configure', network, limits }
      post(configuration)
    },
    close: async () => {
      if (!(worker instanceof Worker)) return worker?.close()
      const ending = worker.terminate()
      // A thread whose disk does not answer ends only when it does.
      countAsAsked(ending)
      await withLimit(ending, LONGEST_CLOSE_MS)
    },
  }
}

async function answerOf<T>(find: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await find() }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}
