import { join } from 'node:path'
import type { Download, Source } from '../../contract/download.ts'
import { AppError, type Failure, fromFailure } from '../../contract/errors.ts'
import type { Order } from '../../contract/order.ts'
import type { MinutesFile } from '../../contract/own-minutes.ts'
import type { ResolveRoutes } from '../network/proxy.ts'
import type { RefusedCertificate } from '../network/refused-certificate.ts'
import type { OwnMinutesOfService } from '../cloud/own-minutes.ts'
import type { Programs } from '../cloud/programs.ts'
import type { Recordings } from '../cloud/recordings.ts'
import type { Library } from '../library/library.ts'
import type { FilePlace } from '../../contract/recording.ts'
import { pathOfSaved } from '../library/open-saved.ts'
import type { FileContent, Link, Log, TransferLimits } from '../interfaces.ts'
import { markAsDownloaded } from '../files/mark-of-the-web.ts'
import { createKnownDisks } from '../files/known-disks.ts'
import { nameLimit } from '../files/name-limit.ts'
import { describeSaved } from './describe-saved.ts'
import { queueFile } from './queue-file.ts'
import { type Naming, roomIn } from '../naming/file-names.ts'
import type { NameWords } from '../naming/name-words.ts'
import { requestsForMaterials, requestsForMinutes, requestsForRecordings } from './download-requests.ts'
import type { OrderRequest, Orders } from './orders.ts'
import { createQueue } from './queue.ts'
import { createTransferHost, type TransferThread } from '../transfer/worker-host.ts'
import type { NetworkConfig } from '../transfer/worker-messages.ts'

/** The downloads API of the window and the terminal. */
export interface Downloads {
  list(): Download[]
  /** Creates a folder to save to. DISK_GONE if its disk is not connected; rejects with other system errors. */
  makeFolder(folder: string): Promise<void>
  /** Rejects with DISK_GONE if the disk of a folder that exists, or should, is not connected. */
  requireDisk(folder: string): Promise<void>
  /**
   * Looks up recordings and queues their files into a folder: for a command that ends with them. Types are case-insensitive; [] means all. A failure of one
   * recording does not affect the others.
   */
  addRecordings(request: {
    confUUIDs: string[]
    fileTypes: string[]
    folder: string
    /** Absent: the one of the settings. */
    nameTemplate?: string
  }): Promise<{
    /** Ids of the requested downloads, including files saved before. */
    ids: string[]
    added: number
    known: number
    failed: { confUUID: string; failure: Failure }[]
  }>
  /** Recordings requested together: looked up shortly before their files are transferred. */
  orders: {
    list: Orders['list']
    place(request: Omit<OrderRequest, 'site'>): Promise<Order>
    act: Orders['act']
    undoClear: Orders['undoClear']
    onChange: Orders['onChange']
  }
  addMaterials(request: { programId: string; materialIds: string[]; folder: string }): Promise<{
    ids: string[]
    added: number
    known: number
  }>
  addMinutes(request: { fileCode: string; files: MinutesFile[]; folder: string }): Promise<{
    ids: string[]
    added: number
    known: number
  }>
  pause(ids: string[] | 'all'): Promise<void>
  resume(ids: string[] | 'all'): Promise<void>
  /** Stops and removes the unfinished file; a saved file is never deleted. */
  cancel(ids: string[] | 'all'): Promise<void>
  retry(ids: string[] | 'all'): Promise<void>
  /** Moves waiting downloads to the front of the queue, in the order given. */
  moveToTop(ids: string[]): void
  /** Removes ended downloads from the list; keeps the files. */
  clear(ids: string[] | 'all'): Promise<void>
  /** Absolute path of a saved file that is still the one that was saved; else NOT_FOUND. */
  savedPath(id: string): Promise<string>
  /** Throttled to ten events a second. Returns an unsubscribe function. */
  onChange(listen: (change: { changed: Download[]; removed: string[] }) => void): () => void
  /** Resolves when nothing is waiting, running or retrying. */
  whenIdle(): Promise<void>
}

export interface DownloadsDeps {
  home: string
  thread: TransferThread
  keepsQueue: boolean
  limits: () => TransferLimits
  /** Name template of recordings. */
  nameTemplate: () => string
  /** Words in names, of the current language. */
  nameWords: () => NameWords
  /** Base URL of the signed-in site; AUTH_REQUIRED when not signed in. */
  site: () => string
  recordings: Recordings
  programs: Programs
  ownMinutes: OwnMinutesOfService
  library: Library
  freshLink: (source: Source, place?: FilePlace) => Promise<Link>
  placesOf: (source: Source, content: FileContent) => Promise<FilePlace[]>
  resolveRoutes: ResolveRoutes
  log: Log
  onStateQuarantined: (path: string) => void
  onJournalQuarantined: (path: string) => void
  /** Called with a folder whose file system cannot make files durable. */
  onNotDurable: (folder: string) => void
  /** Called with the path of a saved file whose description could not be written. */
  onNotDescribed: (path: string) => void
  /** Called with the path of a damaged file that was set aside: it is downloaded again. */
  onSetAside: (path: string) => void
  onRefusedCertificate: (certificate: RefusedCertificate) => void
}

/** Lifecycle, for the services. */
export interface DownloadsLifecycle {
  load(): Promise<void>
  resumeWaiting(): void
  configure(network: NetworkConfig): void
  close(): Promise<void>
}

/** Creates the queue, the transfer worker, and the lookup of files of recordings and programs. */
export function createDownloads(deps: DownloadsDeps): Downloads & DownloadsLifecycle {
  const namingIn = async (folder: string, template = deps.nameTemplate()): Promise<Naming> => ({
    template,
    words: deps.nameWords(),
    room: roomIn(folder, process.platform, await nameLimit(folder)),
  })
  const disks = createKnownDisks(deps.home, deps.onStateQuarantined)
  const transfers = createTransferHost(deps.thread, {
    resolveRoutes: deps.resolveRoutes,
    onQuarantined: deps.onJournalQuarantined,
    onNotDurable: deps.onNotDurable,
    onRefusedCertificate: deps.onRefusedCertificate,
    log: deps.log,
  })
  const queue = createQueue({
    transfers: () => transfers,
    library: deps.library,
    freshLink: deps.freshLink,
    placesOf: deps.placesOf,
    hostOf: (source) => (source.kind === 'recording' ? deps.recordings.hostOf(source) : null),
    requestFiles: async (confUUID, fileTypes, folder, site) => {
      const found = await requestsForRecordings(
        deps.recordings,
        site,
        [confUUID],
        fileTypes,
        await namingIn(folder),
      )
      if (found.failed[0] !== undefined) throw fromFailure(found.failed[0].failure)
      return found.requests
    },
    parallelFiles: () => deps.limits().parallelFiles,
    describeSaved: async (download, entry, note) => {
      await markAsDownloaded(entry.path)
      const { source, meeting } = download
      const enterpriseId = deps.library.enterpriseOf(source)
      const known = meeting === null || enterpriseId === null ? meeting : { ...meeting, enterpriseId }
      const described = { ...download, meeting: known }
      await describeSaved(described, entry, { log: deps.log, onFailed: deps.onNotDescribed }, note)
    },
    onSetAside: deps.onSetAside,
    file: deps.keepsQueue ? queueFile(join(deps.home, 'queue.json'), deps.onStateQuarantined) : null,
    log: deps.log,
  })
  transfers.setHandlers(queue)

  return {
    list: queue.list,
    onChange: queue.onChange,
    whenIdle: queue.whenIdle,
    makeFolder: disks.makeFolder,
    requireDisk: disks.require,
    addRecordings: async ({ confUUIDs, fileTypes, folder, nameTemplate }) => {
      await disks.require(folder)
      const { requests, failed } = await requestsForRecordings(
        deps.recordings,
        deps.site(),
        confUUIDs,
        fileTypes,
        await namingIn(folder, nameTemplate),
      )
      return { ...(await queue.add(requests, folder)), failed }
    },
    orders: {
      ...queue.orders,
      place: async (request) => {
        await disks.require(request.folder)
        return await queue.orders.place({ ...request, site: deps.site() })
      },
    },
    addMaterials: async ({ programId, materialIds, folder }) => {
      await disks.require(folder)
      const { room } = await namingIn(folder)
      const requests = await requestsForMaterials(deps.programs, deps.site(), programId, materialIds, room)
      return await queue.add(requests, folder)
    },
    addMinutes: async ({ fileCode, files, folder }) => {
      await disks.require(folder)
      const { room } = await namingIn(folder)
      const requests = await requestsForMinutes(deps.ownMinutes, deps.site(), fileCode, files, room)
      return await queue.add(requests, folder)
    },
    pause: async (ids) => queue.act('pause', ids),
    resume: async (ids) => queue.act('resume', ids),
    cancel: async (ids) => queue.act('cancel', ids),
    retry: async (ids) => queue.act('retry', ids),
    clear: async (ids) => queue.act('clear', ids),
    moveToTop: queue.moveToTop,
    savedPath: async (id) => {
      const download = queue.list().find((one) => one.id === id)
      const entry = download === undefined ? null : await deps.library.find(download.source)
      if (entry === null) throw new AppError('NOT_FOUND', { detail: 'the file is not where it was saved' })
      return await pathOfSaved(entry)
    },
    load: queue.load,
    resumeWaiting: queue.resumeWaiting,
    configure: (network) => {
      transfers.configure(network, deps.limits())
      queue.resumeWaiting()
    },
    close: async () => {
      try {
        await queue.close()
      } finally {
        await transfers.close()
      }
    },
  }
}
