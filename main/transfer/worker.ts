import { dirname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { AppError, fromFailure, toFailure } from '../../contract/errors.ts'
import type { FilePlace } from '../../contract/recording.ts'
import { whenSilent } from '../files/ask-disk.ts'
import { toNetworkError } from '../network/network-error.ts'
import { createNetwork, type Network } from '../network/network.ts'
import type { ProxyRoute } from '../network/proxy.ts'
import type { Link, Log, QueuedPlace, TransferLimits } from '../interfaces.ts'
import type { ReadError } from './error-body.ts'
import { createLinksInUse } from './links-in-use.ts'
import { createThrottle } from './throttle.ts'
import type { TransferDeps } from './job.ts'
import { transfer } from './transfer.ts'
import type { Answer, FromWorker, ProgressRow, ToWorker } from './worker-messages.ts'

const PROGRESS_MS = 100

/** Questions to the main thread that are still unanswered, by ticket. */
type Asked<T> = Map<number, { resolve: (value: T) => void; reject: (error: unknown) => void }>

function settle<T>(asked: Asked<T>, ticket: number, answer: Answer<T>): void {
  const question = asked.get(ticket)
  asked.delete(ticket)
  if (answer.ok) question?.resolve(answer.value)
  else question?.reject(fromFailure(answer.failure))
}

/**
 * Runs the transfers of all files in this worker thread, controlled by messages on the port. Links and proxy
 * routes are requested from the main thread.
 */
export function runTransferWorker(
  port: MessagePort,
  { readErrorPage, describedAt }: { readErrorPage: ReadError } & Pick<TransferDeps, 'describedAt'>,
): void {
  const post = (message: FromWorker): void => port.postMessage(message)

  let network: Network | null = null
  let limits: TransferLimits | null = null
  const throttle = createThrottle(() => limits?.bytesPerSecond ?? null)
  const notDurable = new Set<string>()
  const running = new Map<string, AbortController>()
  /** Transfers that were given up because their disk does not answer, by path. */
  const stuck = new Map<string, Promise<void>>()
  const linkQuestions: Asked<Link> = new Map()
  const links = createLinksInUse()
  const placeQuestions: Asked<QueuedPlace[]> = new Map()
  const routeQuestions: Asked<ProxyRoute[]> = new Map()
  let lastTicket = 0
  const moved = new Map<string, ProgressRow>()

  const log: Log = {
    info: (message, fields) => post({ type: 'log', level: 'info', message, ...(fields && { fields }) }),
    warn: (message, fields) => post({ type: 'log', level: 'warn', message, ...(fields && { fields }) }),
    error: (message, fields) => post({ type: 'log', level: 'error', message, ...(fields && { fields }) }),
  }

  const tellProgress = (): void => {
    if (moved.size > 0) post({ type: 'progress', rows: [...moved.values()] })
    moved.clear()
  }
  const telling = setInterval(tellProgress, PROGRESS_MS)
  // The host of this thread's transfers is done with them.
  port.on('close', () => clearInterval(telling))

  const askMain = <T>(asked: Asked<T>, question: (ticket: number) => FromWorker): Promise<T> =>
    new Promise((resolve, reject) => {
      lastTicket += 1
      asked.set(lastTicket, { resolve, reject })
      post(question(lastTicket))
    })
  const freshLink = (id: string, place?: FilePlace): Promise<Link> =>
    askMain(linkQuestions, (ticket) => ({ type: 'need-link', id, ticket, ...(place && { place }) }))
  const resolveRoutes = ({ origin }: URL): Promise<ProxyRoute[]> =>
    askMain(routeQuestions, (ticket) => ({ type: 'need-routes', origin, ticket }))

  const start = async ({ id, job }: Extract<ToWorker, { type: 'start' }>): Promise<void> => {
    if (network === null || limits === null) throw new AppError('INTERNAL', { detail: 'not configured' })
    const controller = new AbortController()
    running.set(id, controller)
    await stuck.get(job.finalPath)
    const ending = transfer(job, {
      freshLink: (place) => freshLink(id, place),
      ...(describedAt && { describedAt }),
      links,
      placesOf: (content) =>
        askMain(placeQuestions, (ticket) => ({ type: 'need-places', id, ticket, content })),
      agentFor: (url) => {
        if (network === null) throw new AppError('INTERNAL', { detail: 'not configured' })
        return network.agentFor(url)
      },
      toNetworkError,
      readError: readErrorPage,
      limits,
      throttle,
      signal: controller.signal,
      onProgress: (receivedBytes, totalBytes) => {
        if (running.get(id) === controller) moved.set(id, { id, receivedBytes, totalBytes })
      },
      onSetback: (failure, waitMs) => {
        if (running.get(id) !== controller) return
        tellProgress()
        post({ type: 'setback', id, failure, waitMs })
      },
      onQuarantined: (path) => post({ type: 'quarantined', path }),
      onNotDurable: (folder) => {
        if (notDurable.has(folder)) return
        notDurable.add(folder)
        post({ type: 'not-durable', folder })
      },
      log,
    })
    const watching = new AbortController()
    const outcome = await Promise.race([ending, whenSilent(dirname(job.finalPath), watching.signal)])
    watching.abort()
    running.delete(id)
    tellProgress()
    if (!(outcome instanceof AppError)) return post({ type: 'ended', id, outcome })
    // It ends when the disk answers, and until then has the part file.
    controller.abort()
    stuck.set(
      job.finalPath,
      ending.then(() => void stuck.delete(job.finalPath)),
    )
    post({ type: 'ended', id, outcome: { kind: 'blocked', failure: outcome.failure } })
  }

  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'configure':
        limits = message.limits
        network = createNetwork({
          ...message.network,
          resolveRoutes,
          onRefusedCertificate: (certificate) => post({ type: 'refused-certificate', certificate }),
        })
        return
      case 'start':
        start(message).catch((error: unknown) =>
          post({ type: 'ended', id: message.id, outcome: { kind: 'failed', failure: toFailure(error) } }),
        )
        return
      case 'stop':
        running.get(message.id)?.abort()
        return
      case 'link':
        return settle(linkQuestions, message.ticket, message.answer)
      case 'places':
        return settle(placeQuestions, message.ticket, message.answer)
      case 'routes':
        return settle(routeQuestions, message.ticket, message.answer)
    }
  })
}
