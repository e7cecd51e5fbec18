import { basename, join } from 'node:path'
import type { AccountState } from '../contract/account.ts'
import { AppError, toFailure } from '../contract/errors.ts'
import type { Notice } from '../contract/download.ts'
import { occupiesSlot } from '../contract/download-states.ts'
import { createEmitter } from '../contract/emitter.ts'
import type { CloudMeeting, MeetingQuery, ServerMeeting } from '../contract/meeting.ts'
import { nameOfEntries } from '../contract/minutes.ts'
import { createLeavingRecordings, type LeavingRecordings } from './archive/leaving.ts'
import { listEndedMeetings } from './cloud/ended-meetings.ts'
import { createFreshLink, createPlacesOf } from './cloud/fresh-link.ts'
import { createHttp } from './cloud/http.ts'
import { listMeetingHistory } from './cloud/meeting-history.ts'
import type { OnIncomplete } from './cloud/page-reader.ts'
import { createPacer, type Pacer } from './cloud/pacer.ts'
import { reportPace } from './cloud/report-pace.ts'
import { createOwnMinutes, type OwnMinutesOfService } from './cloud/own-minutes.ts'
import { createPrograms, type Programs } from './cloud/programs.ts'
import { createRecordingLists, type RecordingLists } from './cloud/recording-lists.ts'
import { createRecordings, type Recordings } from './cloud/recordings.ts'
import { createSession, type Session } from './cloud/session.ts'
import { createStorage, type Storage } from './cloud/storage.ts'
import { createDemoSession } from './demo-session.ts'
import { createDoctor, type Doctor } from './doctor/doctor.ts'
import { withDiskErrors } from './files/disk-error.ts'
import { createDownloads, type Downloads } from './downloads/downloads.ts'
import { createLibrary, type Library } from './library/library.ts'
import { createRereads, type Rereads } from './library/reread.ts'
import { createRemoveFiles, type RemoveFiles } from './library/remove-files.ts'
import { discardSetAside, isSetAside } from './library/set-aside.ts'
import { reportCsv } from './library/verify-report.ts'
import { createVerifyQueue, type VerifyQueue } from './library/verify-queue.ts'
import { createFolderWork, type FolderWork } from './library/folder-work.ts'
import { createThumbnails, type Thumbnails } from './library/thumbnails.ts'
import { createMinutesService, type MinutesService } from './minutes/minutes-service.ts'
import { createConfiguredNetwork } from './network/configured-network.ts'
import { probeHost } from './network/probe-host.ts'
import { type NameWords, nameWords } from './naming/name-words.ts'
import { createRouteResolver } from './network/route-resolver.ts'
import { createTrustedCertificates, type TrustedCertificates } from './network/trusted-certificates.ts'
import { readForSetting } from './read-for-setting.ts'
import { createArchiveRules } from './rules/archive-rules.ts'
import type { ArchiveRules } from './rules/rules-api.ts'
import { createRuleMemory } from './rules/rule-memory.ts'
import { startServices } from './start-services.ts'
import { makeFolder, PRIVATE_FOLDER } from './files/make-folder.ts'
import type { ServiceDeps } from './service-deps.ts'

/** All services of the app, without a window: the IPC handlers and the terminal use the same ones. */
export interface Services {
  session: Session
  recordings: Recordings & RecordingLists
  /** The space that recordings take in the cloud. */
  storage: Storage
  /** Calls that wait for the service. */
  pace: Pick<Pacer, 'waits' | 'onWaits'>
  leaving: Pick<LeavingRecordings, 'soon'>
  programs: Programs
  ownMinutes: OwnMinutesOfService
  minutes: MinutesService & {
    /** Called when the history changed. Returns an unsubscribe function. */
    onChange(listen: () => void): () => void
  }
  /** Ended meetings by source, newest first: either may fail without the other. */
  meetings: {
    /** From the ProCONF application server; needs no sign-in. */
    onServer(): Promise<ServerMeeting[]>
    inCloud(query: MeetingQuery, onIncomplete?: OnIncomplete): Promise<CloudMeeting[]>
  }
  certificates: Omit<TrustedCertificates, 'noteRefused'>
  downloads: Downloads
  library: Library
  thumbnails: Thumbnails
  verifying: VerifyQueue & {
    /** The report as CSV, in the current language. */
    csv(): string
  }
  removing: RemoveFiles
  folderWork: FolderWork
  rereads: Rereads
  rules: ArchiveRules
  doctor: Doctor
  /** The words in names of saved files, of the current language. */
  nameWords(): NameWords
  /** Starts the demo service and signs in to it. */
  tryDemo(): Promise<AccountState>
  onNotice(listen: (notice: Notice) => void): () => void
  /**
   * Restores the session and the queue. Rejects at the end with the first failure, e.g. a missing CA file.
   */
  start(): Promise<void>
  /** Leaves everything resumable; stops the demo and the worker. */
  close(): Promise<void>
}

/** Creates all services from their dependencies. Independent of Electron. */
export function createServices(deps: ServiceDeps): Services {
  const minutesChanges = createEmitter()
  const notices = createEmitter<[Notice]>()
  const onStateQuarantined = (path: string): void =>
    notices.emit({ kind: 'state-quarantined', subject: path })

  const settings = (): ReturnType<typeof deps.settings.get> => deps.settings.get()
  const resolveRoutes = createRouteResolver({
    settings: () => settings().proxy,
    password: () => deps.secrets.read('proxy-password'),
    systemRoutes: deps.systemRoutes,
  })
  const { noteRefused: onRefusedCertificate, ...certificates } = createTrustedCertificates(
    deps.settings,
    () => new Date(),
    deps.wantedCertificates,
  )
  const network = createConfiguredNetwork({ settings: deps.settings, resolveRoutes, onRefusedCertificate })
  const pacer = createPacer()
  reportPace(pacer, { log: deps.log, language: deps.language, onNotice: notices.emit })
  const http = createHttp({ network: network.current, language: deps.language, log: deps.log, pacer })
  const session = createSession({ http, secrets: deps.secrets, log: deps.log })
  const cloud = { session, log: deps.log }
  const programs = createPrograms({ session, network: network.current })
  const ownMinutes = createOwnMinutes({ session, network: network.current })
  const library = createLibrary(
    deps.home,
    onStateQuarantined,
    (path) => notices.emit({ kind: 'library-too-new', subject: path }),
    // A command is too short for that.
    { imports: deps.keepsQueue },
  )
  const leaving = createLeavingRecordings({ session, library, retentionDays: () => settings().retentionDays })
  const lists = createRecordingLists({
    ...cloud,
    onListed: library.noteListed,
    onRows: leaving.noteRows,
  })
  const recordings = { ...createRecordings(cloud), ...lists }

  const wordsOfNames = (): NameWords => nameWords(deps.language())
  const downloads = createDownloads({
    home: deps.home,
    thread: deps.transfers,
    keepsQueue: deps.keepsQueue,
    limits: deps.limits,
    nameTemplate: () => settings().nameTemplate,
    nameWords: wordsOfNames,
    site: session.baseUrl,
    recordings,
    programs,
    ownMinutes,
    library,
    freshLink: createFreshLink({ recordings, programs, ownMinutes }),
    placesOf: createPlacesOf({ recordings }),
    resolveRoutes,
    log: deps.log,
    onStateQuarantined,
    onJournalQuarantined: (path) => notices.emit({ kind: 'journal-quarantined', subject: path }),
    onNotDurable: (folder) => notices.emit({ kind: 'not-durable', subject: folder }),
    onSetAside: (path) => notices.emit({ kind: 'damaged-file-set-aside', subject: path }),
    onNotDescribed: (path) => notices.emit({ kind: 'sidecar-not-written', subject: path }),
    onRefusedCertificate,
  })
  network.onApplied(downloads.configure)

  const isDownloading = (): boolean => downloads.list().some(occupiesSlot)
  const verifying = createVerifyQueue({ library, isDownloading })
  verifying.onEnded((problems) => {
    const damaged = problems
      .filter(({ outcome }) => outcome === 'damaged')
      .map(({ name: path }) => ({ path }))
    if (damaged.length > 0) notices.emit({ kind: 'files-damaged', subject: namesOf(damaged) })
  })
  const rereads = createRereads({
    ...{ library, queue: verifying, isDownloading, idleSeconds: deps.idleSeconds },
    period: () => settings().rereads,
  })

  const folderWork = createFolderWork()
  const thumbnails = createThumbnails(deps.home, library)
  const removing = createRemoveFiles({
    library,
    thumbnails,
    trash: deps.trash ?? (() => Promise.reject(new AppError('INTERNAL', { detail: 'there is no trash' }))),
    onFailed: (entries) => notices.emit({ kind: 'files-not-removed', subject: namesOf(entries) }),
    log: deps.log,
  })

  library.onReplaced(({ path }) => {
    if (!isSetAside(path) || deps.trash === undefined) return
    discardSetAside(path, deps.trash).catch((error: unknown) =>
      deps.log.warn('a file that was set aside stays', { path, detail: toFailure(error).detail }),
    )
  })

  const minutes = createMinutesService({
    home: deps.home,
    session,
    keepsHistory: deps.keepsQueue,
    onStateQuarantined,
    onChange: minutesChanges.emit,
    onSettled: ({ entries, failure }) =>
      notices.emit({
        kind: failure === null ? 'minutes-sent' : 'minutes-not-sent',
        subject: nameOfEntries(entries),
      }),
    log: deps.log,
  })

  const rules = createArchiveRules({
    rules: () => settings().rules,
    keepRules: (next) => deps.settings.set({ rules: next }),
    memory: createRuleMemory(join(deps.home, 'rules.json'), onStateQuarantined),
    ...{ session, recordings, downloads, log: deps.log, onStateQuarantined },
  })

  const doctor = createDoctor({
    settings: deps.settings,
    session,
    http,
    resolveRoutes,
    listRecordings: recordings.list,
  })

  const demo = createDemoSession({ startDemo: deps.startDemo, session, settings: deps.settings })

  return {
    session,
    recordings,
    storage: createStorage(cloud),
    pace: pacer,
    leaving,
    programs,
    ownMinutes,
    library,
    thumbnails,
    verifying: {
      ...verifying,
      csv: () => reportCsv(verifying.state(), verifying.problems(), deps.language()),
    },
    downloads,
    doctor,
    nameWords: wordsOfNames,
    minutes: { ...minutes, onChange: minutesChanges.on },
    meetings: {
      onServer: async () => {
        const { setting: baseUrl, value: authorization } = await readForSetting(
          () => settings().meetingsUrl,
          () => deps.secrets.read('meetings-authorization'),
        )
        return await listEndedMeetings({ http, baseUrl, authorization })
      },
      inCloud: (query, onIncomplete) => listMeetingHistory({ session, log: deps.log }, query, onIncomplete),
    },
    removing,
    folderWork,
    rereads,
    rules,
    certificates,
    tryDemo: demo.open,
    onNotice: notices.on,
    start: async () => {
      if (deps.usesState !== false)
        await withDiskErrors(deps.home, () => makeFolder(deps.home, PRIVATE_FOLDER))
      await startServices({ ...deps, network, library, minutes, session, downloads }).finally(async () => {
        // A command is too short for that.
        if (!deps.keepsQueue) return
        rereads.start()
        await rules.start()
      })
      const hosts = new Set(deps.wantedCertificates?.map(({ host }) => host))
      await Promise.all([...hosts].map((host) => probeHost(network.current(), host)))
    },
    close: async () => {
      pacer.close()
      rereads.close()
      await rules.close()
      removing.close()
      folderWork.stop()
      await verifying.close()
      await downloads.close()
      await minutes.close()
      await demo.close()
    },
  }
}

/** The names of the first files, for a notice. */
function namesOf(entries: readonly { path: string }[]): string {
  const names = entries.slice(0, 3).map(({ path }) => basename(path))
  return [...names, ...(entries.length > names.length ? ['…'] : [])].join(', ')
}
