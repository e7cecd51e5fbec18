import { join } from 'node:path'
import type { Download, Source } from '../../contract/download.ts'
import { isActive, nextState, occupiesSlot, type QueueAction } from '../../contract/download-states.ts'
import { isCertificateFailure, isSignInFailure, prerequisiteOf } from '../../contract/error-rules.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import type { FilePlace } from '../../contract/recording.ts'
import type { FileContent, Link, Log } from '../interfaces.ts'
import { createBlocked } from './blocked.ts'
import { createAdaptiveLimit, createRequeueOnShortage } from './adaptive-limit.ts'
import { createPostponed } from './postponed.ts'
import { outgrowsDisk, waitingWithoutRoom } from './disk-admission.ts'
import { type AddToQueueDeps, createAddToQueue, type QueuePlace } from './add-to-queue.ts'
import { createDownloadList } from './download-list.ts'
import { createOrders, type Orders } from './orders.ts'
import { createLookUps } from './look-ups.ts'
import { nextWork } from './next-work.ts'
import { publicPart, type Queued } from './queued.ts'
import type { QueueFile } from './queue-file.ts'
import { removeFinishedJournal } from '../transfer/find-finished.ts'
import { isBelow } from './find-saved.ts'
import type { DownloadRequest, RequestFiles } from './download-requests.ts'
import { IDLE_FIELDS, savedFields, transferJobOf } from './queued-request.ts'
import { sourceKey } from '../../contract/source-key.ts'
import { createRecordSaved } from './record-saved.ts'
import { createRefusedHosts } from './refused-hosts.ts'
import { nextSpeed, type SpeedReading } from './speed.ts'
import { createUnfinishedFiles } from './unfinished-files.ts'
import { blocksInsteadOfFailing, needsUser, RECHECK_MS } from './blocked-policy.ts'
import type { TransferHandlers, Transfers } from '../transfer/worker-host.ts'
import type { Outcome } from '../transfer/job.ts'
import type { ProgressRow } from '../transfer/worker-messages.ts'

export interface Queue {
  list(): Download[]
  /** Queues files; a file saved before is listed as saved and not downloaded. */
  add(requests: DownloadRequest[], folder: string): Promise<{ ids: string[]; added: number; known: number }>
  /** Applies an action to each download; a retry of all only to what failed. */
  act(action: QueueAction, ids: string[] | 'all'): void
  /** Moves waiting downloads to the front of the queue, in the order given. */
  moveToTop(ids: string[]): void
  /** Resumes what waits for the user: after a sign-in, a trusted certificate, or a changed limit. */
  resumeWaiting(): void
  /** Resolves when nothing is waiting, running or retrying. */
  whenIdle(): Promise<void>
  readonly orders: Orders
  onChange(listen: (change: { changed: Download[]; removed: string[] }) => void): () => void
  load(): Promise<void>
  /** Stops every transfer with all received bytes durable, and writes the queue. */
  close(): Promise<void>
  /** A link for the next attempt of a running download. */
  freshLink: TransferHandlers['freshLink']
  placesOf: TransferHandlers['placesOf']
  onProgress(rows: ProgressRow[]): void
  onSetback(id: string, failure: Failure, waitMs: number): void
  onEnded(id: string, outcome: Outcome): void
}

export interface QueueDeps extends Pick<AddToQueueDeps, 'onSetAside'> {
  transfers: () => Transfers
  library: Library
  freshLink: (source: Source, place?: FilePlace) => Promise<Link>
  placesOf: (source: Source, content: FileContent) => Promise<FilePlace[]>
  /** The host of the file's last link; null if there was none in this run. */
  hostOf: (source: Source) => string | null
  requestFiles: RequestFiles
  parallelFiles: () => number
  /** Writes the description of a saved file; never rejects. */
  describeSaved: (download: Queued, entry: LibraryEntry, note: string | null) => Promise<void>
  /** null: the queue is not persisted. */
  file: QueueFile | null
  log: Log
}

/** Creates the queue: schedules downloads and handles their outcomes. */
export function createQueue(deps: QueueDeps): Queue {
  const { transfers, library, freshLink, placesOf, requestFiles, parallelFiles, describeSaved, file, log } =
    deps
  const list = createDownloadList(file, log)
  const unfinished = createUnfinishedFiles(log)
  /** Running downloads that were asked to stop and have not yet. */
  const stopping = new Set<string>()
  /** Running downloads not yet handed to the worker. */
  const starting = new Set<string>()
  const readings = new Map<string, SpeedReading>()
  /** Number of resumeWaiting calls so far, and at the start of each running download. */
  let resumptions = 0
  const resumptionsAtStart = new Map<string, number>()
  const idleWaiters = new Set<() => void>()
  /** Called once when the next transfer has ended. */
  const endWaiters = new Set<() => void>()
  let recheckTimer: NodeJS.Timeout | null = null
  let isClosing = false
  const adaptiveLimit = createAdaptiveLimit()
  const postponed = createPostponed({ list, onDue: pump })
  const requeueOnShortage = createRequeueOnShortage({ adaptiveLimit, list, postponed })
  const refusedHosts = createRefusedHosts(deps.hostOf)
  const recordSaved = createRecordSaved({ list, library, describeSaved, log })
  const addToQueue = createAddToQueue({ ...deps, list, act, isStopping: (id) => stopping.has(id), stopped })
  const blocked = createBlocked({
    list,
    stop,
    resume: (id) => (list.get(id)?.awaited ? lookUps.lookUpAgain(id) : act('resume', [id])),
  })
  const lookUps = createLookUps({
    list,
    requestFiles,
    add,
    act,
    block: blocked.block,
    isDue: postponed.isDue,
    requeueOnShortage,
    isClosing: () => isClosing,
    onDone: pump,
  })

  function stop(id: string): void {
    if (starting.has(id)) return
    stopping.add(id)
    transfers().stop(id)
  }

  async function stopped(isStopping: () => boolean): Promise<void> {
    while (isStopping()) await new Promise<void>((resolve) => endWaiters.add(resolve))
  }

  /** Hands a download to the worker, if its remaining bytes fit on its disk. */
  async function start(id: string, place: Queued): Promise<void> {
    starting.add(id)
    // Cancelled before: removing its bytes now would take them from the new transfer.
    await unfinished.discarded(place)
    const lack = await outgrowsDisk(list, id)
    starting.delete(id)
    const download = list.get(id)
    // Paused or cancelled meanwhile: there is no transfer to stop yet.
    if (download === undefined || !occupiesSlot(download)) return pump()
    if (isClosing) return list.change(id, { ...IDLE_FIELDS, state: 'waiting' })
    if (lack !== null) {
      blocked.block(id, { code: lack, params: { path: download.folder } })
      return pump()
    }
    resumptionsAtStart.set(id, resumptions)
    transfers().start(id, { ...transferJobOf(download), ...postponed.budgetOf(id) })
  }

  /** The server reported the size of a running file: stop it now rather than when the disk is full. */
  async function stopIfTooLarge(id: string): Promise<void> {
    const lack = await outgrowsDisk(list, id)
    const download = list.get(id)
    if (lack === null || download === undefined || !occupiesSlot(download)) return
    stop(id)
    blocked.block(id, { code: lack, params: { path: download.folder } })
  }

  function* waitingFiles(): Iterable<{ id: string; rank: number }> {
    for (const one of list.index.files) {
      const download = list.get(one.id)
      const isReady = download !== undefined && postponed.isDue(download)
      if (isReady && !stopping.has(one.id) && !starting.has(one.id)) yield one
    }
  }

  function pump(): void {
    const occupied = new Set([...list.index.running, ...stopping, ...starting])
    const limit = adaptiveLimit.limit(parallelFiles())
    const { start: startNow, lookUp } = isClosing
      ? { start: [], lookUp: [] }
      : nextWork({
          files: waitingFiles(),
          recordings: lookUps.waiting(),
          free: limit - occupied.size,
          lookingUp: lookUps.active.size,
          parallelFiles: limit,
        })
    for (const id of startNow) {
      const download = list.get(id)
      if (download === undefined) continue
      list.change(id, { ...IDLE_FIELDS, state: 'running', failure: null })
      void start(id, download)
    }
    for (const id of lookUp) lookUps.lookUp(id)
    adaptiveLimit.noteRunning([...occupied, ...startNow, ...lookUps.active])
    if (!isClosing) postponed.schedule()
    if (stopping.size > 0 || list.index.active > 0) return
    for (const resolve of idleWaiters) resolve()
    idleWaiters.clear()
  }

  function act(action: QueueAction, ids: string[] | 'all'): void {
    const all = (): Queued[] => list.all().filter(({ state }) => action !== 'retry' || state === 'failed')
    const chosen = ids === 'all' ? all() : ids.flatMap((id) => list.get(id) ?? [])
    const cleared: Queued[] = []
    if (action === 'resume' || action === 'retry') refusedHosts.forget(chosen.map(({ source }) => source))
    for (const download of chosen) {
      const next = nextState(action, download)
      if (next === null) continue
      postponed.forget(download.id)
      if (next === 'removed') {
        // A download still releasing its unfinished file stays until that is done.
        if (!stopping.has(download.id)) cleared.push(download)
        continue
      }
      if (occupiesSlot(download)) stop(download.id)
      list.change(download.id, { ...IDLE_FIELDS, state: next, failure: null })
      // A running download's unfinished file is deleted once its transfer has released it.
      if (next === 'cancelled' && !stopping.has(download.id)) void unfinished.discard(download)
    }
    list.clear(cleared)
    pump()
  }

  const end = async (id: string, outcome: Outcome): Promise<void> => {
    const download = list.get(id)
    if (download === undefined) return
    if (outcome.kind !== 'failed') adaptiveLimit.noteEnd(id, outcome.kind === 'saved')
    if (outcome.kind === 'saved') {
      await recordSaved(download, outcome)
    } else if (download.state === 'cancelled') {
      await unfinished.discard(download)
      list.change(id, { receivedBytes: 0 })
    } else if (!occupiesSlot(download)) {
      // It was asked to stop, and its state already says why.
    } else if (outcome.kind === 'stopped') {
      list.change(id, { ...IDLE_FIELDS, state: 'waiting' })
    } else if (outcome.kind === 'postponed') {
      postponed.postpone(id, outcome)
    } else {
      const isBlocked =
        outcome.kind === 'blocked' || (file !== null && blocksInsteadOfFailing(outcome.failure))
      // The failure belongs to an earlier session or set of certificates; the user has mended that since.
      const isMendable = isSignInFailure(outcome.failure) || isCertificateFailure(outcome.failure)
      const isOutdated = isMendable && resumptionsAtStart.get(id) !== resumptions && file !== null
      if (requeueOnShortage(id, outcome.failure)) return
      if (!isOutdated) refusedHosts.note(outcome.failure)
      if (isOutdated) list.change(id, { ...IDLE_FIELDS, state: 'waiting' })
      else if (isBlocked) blocked.block(id, outcome.failure)
      else list.change(id, { ...IDLE_FIELDS, state: 'failed', failure: outcome.failure })
      if (prerequisiteOf(outcome.failure) === 'room')
        await blocked.blockDisk(download.folder, outcome.failure)
    }
  }

  async function add(
    requests: DownloadRequest[],
    folder: string,
    place?: QueuePlace,
  ): ReturnType<Queue['add']> {
    const rows = await addToQueue(requests, folder, place)
    for (const id of await waitingWithoutRoom(list, folder))
      blocked.block(id, { code: 'DISK_FULL', params: { path: folder } })
    pump()
    const added = rows.filter(({ isNew }) => isNew).length
    return { ids: rows.map(({ id }) => id), added, known: rows.length - added }
  }

  const orders = createOrders({ list, act, moveToTop: list.moveToTop, pump })

  return {
    orders,
    list: () => list.all().map(publicPart),
    add,
    act,
    moveToTop: list.moveToTop,
    resumeWaiting: () => {
      resumptions += 1
      refusedHosts.forgetAll()
      for (const id of [...list.index.blocked]) {
        const download = list.get(id)
        if (download !== undefined && needsUser(download))
          list.change(id, { state: 'waiting', failure: null })
      }
      pump()
    },
    whenIdle: () =>
      new Promise((resolve) => {
        idleWaiters.add(resolve)
        pump()
      }),
    onChange: list.onChange,
    load: async () => {
      await list.load()
      // A crash between the library's write and the queue's: the file is saved, so do not request it again.
      for (const download of list.all()) {
        const { id, source, folder, fileName, awaited } = download
        const entry = isActive(download) && awaited === null ? await library.find(source) : null
        if (entry === null || !(await isBelow(folder, entry.path))) continue
        list.change(id, { ...IDLE_FIELDS, ...savedFields(entry), failure: null })
        await removeFinishedJournal(join(folder, fileName), sourceKey(source)).catch(() => undefined)
      }
      if (file !== null) recheckTimer = setInterval(() => void blocked.recheck(), RECHECK_MS).unref()
      pump()
    },
    close: async () => {
      isClosing = true
      if (recheckTimer !== null) clearInterval(recheckTimer)
      postponed.close()
      for (const id of [...list.index.running]) stop(id)
      await stopped(() => stopping.size > 0)
      await unfinished.allDiscarded()
      orders.close()
      await list.close()
    },
    freshLink: async (id, place) => {
      const source = list.sourceOf(id)
      // Only where it can wait: a guess about a host fails no file.
      if (file !== null) refusedHosts.requireNotRefused(source)
      return await freshLink(source, place)
    },
    placesOf: async (id, content) => list.withPaths(id, await placesOf(list.sourceOf(id), content)),
    onProgress: (rows) => {
      for (const { id, receivedBytes, totalBytes } of rows) {
        const download = list.get(id)
        if (download === undefined || !occupiesSlot(download)) continue
        const reading = { bytes: receivedBytes, at: performance.now() }
        const { bytesPerSecond, last } = nextSpeed(download.bytesPerSecond, readings.get(id), reading)
        readings.set(id, last)
        list.change(id, {
          receivedBytes,
          totalBytes: totalBytes ?? download.expected.bytes,
          bytesPerSecond,
        })
        if (download.state === 'retrying') list.change(id, { state: 'running', resumesAt: null })
        if (totalBytes !== null && download.totalBytes !== totalBytes) void stopIfTooLarge(id)
      }
    },
    onSetback: (id, failure, waitMs) => {
      const download = list.get(id)
      if (download === undefined || !occupiesSlot(download)) return
      const resumesAt = new Date(Date.now() + waitMs).toISOString()
      list.change(id, { state: 'retrying', failure, resumesAt, bytesPerSecond: 0 })
    },
    onEnded: (id, outcome) => {
      readings.delete(id)
      end(id, outcome)
        .catch((error: unknown) =>
          list.change(id, { ...IDLE_FIELDS, state: 'failed', failure: toFailure(error) }),
        )
        .finally(() => {
          stopping.delete(id)
          for (const resolve of endWaiters) resolve()
          endWaiters.clear()
          pump()
        })
        .catch(() => undefined)
    },
  }
}
