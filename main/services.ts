import type { AccountState } from '../contract/account.ts'
import type { Notice, Source } from '../contract/download.ts'
import { AppError, type Failure, fromFailure, toFailure } from '../contract/errors.ts'
import type { CloudMeeting, MeetingQuery, ServerMeeting } from '../contract/meeting.ts'
import { nameOfEntries } from '../contract/minutes.ts'
import type { TrustedCertificate } from '../contract/settings.ts'
import { listEndedMeetings } from './cloud/ended-meetings.ts'
import { createHttp } from './cloud/http.ts'
import { listMeetingHistory } from './cloud/meeting-history.ts'
import { createOwnMinutes, type OwnMinutesOfService } from './cloud/own-minutes.ts'
import { createPrograms, type Programs } from './cloud/programs.ts'
import { createRecordingLists, type RecordingLists } from './cloud/recording-lists.ts'
import { createRecordings, type Recordings } from './cloud/recordings.ts'
import { createSession, type Session } from './cloud/session.ts'
import { createDoctor, type Doctor } from './doctor/doctor.ts'
import { onDiskOf } from './files/disk-error.ts'
import { createDownloads, type Downloads } from './downloads/downloads.ts'
import { createLibrary, type Library } from './library/library.ts'
import { createMinutesDesk, type MinutesDesk } from './minutes/minutes-desk.ts'
import { readCaFile } from './network/ca-file.ts'
import { createFindWays } from './network/find-ways.ts'
import { createNetwork, type Network } from './network/network.ts'
import type { RefusedCertificate } from './network/refused-certificate.ts'
import { makeFolder } from './files/make-folder.ts'
import type { Link } from './ports.ts'
import type { DemoAddress, Ports } from './service-deps.ts'
import { withLimit } from './with-limit.ts'

/** What needs the session is held up without it, and goes on with it. */
const LONGEST_RESTORE_MS = 2000

/** Everything the app can do, without a window: the IPC handlers and the terminal call the same. */
export interface Services {
  session: Session
  recordings: Recordings & RecordingLists
  programs: Programs
  ownMinutes: OwnMinutesOfService
  minutes: MinutesDesk & {
    /** The history is another. Returns the way to stop listening. */
    onChange(listen: () => void): () => void
  }
  /** Ended meetings, newest first, by where they are known: either may fail without the other. */
  meetings: {
    /** Of the ProCONF application server; needs no sign-in. */
    onServer(): Promise<ServerMeeting[]>
    inCloud(query: MeetingQuery): Promise<CloudMeeting[]>
  }
  certificates: {
    list(): TrustedCertificate[]
    /** Only a certificate that was refused in this session; any other is BAD_INPUT. */
    trust(host: string, fingerprint: string): void
    forget(host: string): void
  }
  downloads: Downloads
  library: Library
  doctor: Doctor
  /** Starts the demo service and signs in to it. */
  tryDemo(): Promise<AccountState>
  onNotice(listen: (notice: Notice) => void): () => void
  /** Restores the session and the queue. Rejects, after all that, with what failed first: a CA file that is gone. */
  start(): Promise<void>
  /** Leaves everything resumable; ends the demo and the worker. */
  close(): Promise<void>
}

/** Builds every service from its ports. Nothing here knows of Electron. */
export function createServices(ports: Ports): Services {
  const minutesListeners = new Set<() => void>()
  const noticeListeners = new Set<(notice: Notice) => void>()
  const notify = (notice: Notice): void => {
    for (const listen of noticeListeners) listen(notice)
  }
  const onStateSetAside = (path: string): void => notify({ kind: 'state-set-aside', subject: path })

  // [Note: certificates] What the user may be asked to trust is what main itself saw refused, never what a page names.
  const refused = new Map<string, RefusedCertificate>()
  const onRefusedCertificate = (certificate: RefusedCertificate): void => {
    refused.set(`${certificate.host} ${certificate.fingerprint}`, certificate)
  }

  let extraCas: string[] = []
  let network: Network
  let demo: DemoAddress | null = null

  const settings = (): ReturnType<typeof ports.settings.get> => ports.settings.get()
  const findWays = createFindWays({
    settings: () => settings().proxy,
    password: () => ports.secrets.read('proxy-password'),
    systemWays: ports.systemWays,
  })
  const http = createHttp({
    network: () => network,
    language: ports.language,
    log: ports.log,
  })
  const session = createSession({ http, secrets: ports.secrets, log: ports.log })
  const cloud = { session, log: ports.log }
  const recordings = { ...createRecordings(cloud), ...createRecordingLists(cloud) }
  const programs = createPrograms({ session, network: () => network })
  const ownMinutes = createOwnMinutes({ session, network: () => network })
  const library = createLibrary(ports.home, onStateSetAside)

  const freshLink = async (source: Source): Promise<Link> => {
    // A queue may hold files of another site than the one that is signed in to: the session refuses each call for them.
    switch (source.kind) {
      case 'recording':
        return await recordings.freshLink(source)
      case 'material':
        return await programs.freshLink(source)
      case 'minutes':
        return await ownMinutes.freshLink(source)
    }
  }

  const downloads = createDownloads({
    home: ports.home,
    worker: ports.transferWorker,
    keepsQueue: ports.keepsQueue,
    limits: ports.limits,
    nameTemplate: () => settings().nameTemplate,
    site: session.baseUrl,
    recordings,
    programs,
    ownMinutes,
    library,
    freshLink,
    findWays,
    log: ports.log,
    onStateSetAside,
    onJournalSetAside: (path) => notify({ kind: 'journal-set-aside', subject: path }),
    onNotDescribed: (path) => notify({ kind: 'sidecar-not-written', subject: path }),
    onRefusedCertificate,
  })

  const minutes = createMinutesDesk({
    home: ports.home,
    session,
    keepsHistory: ports.keepsQueue,
    onStateSetAside,
    onChange: () => {
      for (const listen of minutesListeners) listen()
    },
    onSettled: ({ entries, failure }) =>
      notify({
        kind: failure === null ? 'minutes-sent' : 'minutes-not-sent',
        subject: nameOfEntries(entries),
      }),
    log: ports.log,
  })

  const doctor = createDoctor({
    settings: ports.settings,
    session,
    http,
    findWays,
    listRecordings: recordings.list,
  })

  let configured = ''
  /** Takes up what the settings say of the network, here and in the worker, at once. */
  const configure = (): void => {
    const { trusted, proxy } = settings()
    // Of the proxy only that it is another one: connections through the last one are not gone on with.
    const config = JSON.stringify({ extraCas, trusted, proxy })
    if (config !== configured) network = createNetwork({ extraCas, trusted, onRefusedCertificate, findWays })
    configured = config
    downloads.configure({ extraCas, trusted })
  }

  /** A trust holds from now on, whether or not the CA file can be read: reading it comes after. */
  const follow = async (): Promise<void> => {
    configure()
    const { caFile } = settings()
    const read = caFile === null ? [] : [await readCaFile(caFile)]
    if (caFile !== settings().caFile) return
    extraCas = read
    configure()
  }
  // Before start(): the system's authorities alone.
  network = createNetwork({ extraCas, trusted: settings().trusted, onRefusedCertificate, findWays })

  return {
    session,
    recordings,
    programs,
    ownMinutes,
    library,
    downloads,
    doctor,
    minutes: {
      ...minutes,
      onChange: (listen) => {
        minutesListeners.add(listen)
        return () => minutesListeners.delete(listen)
      },
    },
    meetings: {
      onServer: async () =>
        await listEndedMeetings({
          http,
          baseUrl: settings().meetingsUrl,
          authorization: await ports.secrets.read('meetings-authorization'),
        }),
      inCloud: (query) => listMeetingHistory({ session, log: ports.log }, query),
    },
    certificates: {
      list: () => settings().trusted,
      trust: (host, fingerprint) => {
        const certificate = refused.get(`${host} ${fingerprint}`)
        if (certificate === undefined)
          throw new AppError('BAD_INPUT', { detail: 'no such certificate was refused' })
        const others = settings().trusted.filter((other) => other.host !== host)
        const { expected: _, ...trusted } = certificate
        ports.settings.set({ trusted: [...others, { ...trusted, trustedAt: new Date().toISOString() }] })
      },
      forget: (host) => {
        ports.settings.set({ trusted: settings().trusted.filter((other) => other.host !== host) })
      },
    },
    tryDemo: async () => {
      if (ports.startDemo === undefined)
        throw new AppError('NOT_FOUND', { detail: 'there is no demo service here' })
      demo ??= await ports.startDemo()
      const { appId, appKey, userId } = demo
      const state = await session.signIn({
        site: demo.url,
        credentials: { kind: 'appId', appId, appKey, userId },
        remember: false,
        isDemo: true,
      })
      if (settings().meetingsUrl === '') ports.settings.set({ meetingsUrl: demo.meetingsUrl })
      return state
    },
    onNotice: (listen) => {
      noticeListeners.add(listen)
      return () => noticeListeners.delete(listen)
    },
    start: async () => {
      await onDiskOf(ports.home, () => makeFolder(ports.home))
      const failures: Failure[] = []
      /** What fails is told at the end: what was left unfinished is picked up all the same. */
      const attempt = async (step: () => Promise<unknown>): Promise<void> => {
        await step().catch((error: unknown) => failures.push(toFailure(error)))
      }
      await attempt(follow)
      ports.settings.onChange(() => {
        follow().catch((error: unknown) =>
          ports.log.warn('the CA file could not be read', { code: toFailure(error).code }),
        )
      })
      session.onChange((state) => {
        if (state.account === null) return
        downloads.wake()
        void minutes.sendWaiting()
      })
      await Promise.all([attempt(library.load), attempt(minutes.load)])
      ports.secrets.onLateKeychain(() => void session.restore())
      // The list of downloads does not wait for a keychain that waits for a person.
      await withLimit(attempt(session.restore), LONGEST_RESTORE_MS)
      await attempt(downloads.load)
      const [first] = failures
      if (first !== undefined) throw fromFailure(first)
    },
    close: async () => {
      await downloads.close()
      await minutes.close()
      if (demo !== null && settings().meetingsUrl === demo.meetingsUrl)
        ports.settings.set({ meetingsUrl: '' })
      await demo?.close()
    },
  }
}
