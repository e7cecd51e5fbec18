import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect } from 'vitest'
import type { Download } from '../../contract/download.ts'
import type { AppError } from '../../contract/errors.ts'
import { defaultSettings, type TrustedCertificate } from '../../contract/settings.ts'
import type { SecretName, SecretStore, SettingsAccess } from '../../main/interfaces.ts'
import { createServices, type Services } from '../../main/services.ts'
import { certificateMaker } from '../certificates.ts'
import { APP, type MeetingService, startMeetingService } from './meeting-service.ts'
import { test as it } from '../fixtures.ts'

const worker = new URL('../../out/main/transfer-worker.js', import.meta.url)
if (!existsSync(fileURLToPath(worker)))
  throw new Error('out/main/transfer-worker.js is missing: npm run build comes first')

const certificates = certificateMaker()
const issued = certificates.issued('host')
const selfSigned = certificates.selfSigned('self')
const other = certificates.selfSigned('other')
const ALL_TYPES = ['Aux', 'Hd', 'Sd']
const RANGE = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }

let root = ''
let folder = ''
let service: MeetingService
/** State that survives a run of the app, besides its folder. */
let kept: { settings: ReturnType<SettingsAccess['get']>; secrets: Map<SecretName, string> }
const opened = new Set<Services>()
/** Of the last run that was opened. */
let change: SettingsAccess['set']

it.beforeEach(({ folder: madeRoot }) => {
  root = madeRoot
  folder = join(root, 'recordings')
  mkdirSync(folder)
  kept = { settings: { ...defaultSettings, trusted: [], caFile: certificates.caFile }, secrets: new Map() }
})
afterEach(async () => {
  for (const services of opened) await quit(services)
  await service.close()
})
afterAll(certificates.remove)

/** One run of the app. */
async function open(): Promise<Services> {
  const services = create()
  await services.start()
  return services
}

function create(otherSecrets: Partial<SecretStore> = {}): Services {
  const listeners = new Set<() => void>()
  const settings: SettingsAccess = {
    get: () => kept.settings,
    set: (patch) => {
      kept.settings = { ...kept.settings, ...patch }
      for (const listen of listeners) listen()
    },
    onChange: (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
  change = settings.set
  const secrets: SecretStore = {
    keychain: async () => 'system',
    onLateKeychain: () => undefined,
    read: async (name) => kept.secrets.get(name) ?? null,
    write: async (name, value) => void kept.secrets.set(name, value),
    remove: async (name) => void kept.secrets.delete(name),
    ...otherSecrets,
  }
  const services = createServices({
    home: join(root, 'home'),
    settings,
    secrets,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    language: () => 'zh-CN',
    transfers: worker,
    limits: () => ({
      parallelFiles: kept.settings.parallelFiles,
      maxRetries: 3,
      retryWaitMs: 1,
      stallTimeoutMs: 10_000,
      bytesPerSecond: kept.settings.bytesPerSecond,
    }),
    keepsQueue: true,
  })
  opened.add(services)
  return services
}

async function quit(services: Services): Promise<void> {
  opened.delete(services)
  await services.close()
}

const signIn = (services: Services): Promise<unknown> =>
  services.session.signIn({
    site: service.url,
    credentials: { kind: 'appId', ...APP },
    remember: true,
  })

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error as AppError).failure,
  )

/** The files that a list shows as saved, with the hash of the real content. */
const onDisk = (downloads: Download[]): [string, string][] =>
  downloads.map((download) => {
    expect(download).toMatchObject({ state: 'saved', failure: null })
    if (download.source.kind !== 'recording') throw new Error('only recordings here')
    const bytes = readFileSync(join(download.folder, download.fileName))
    const { confUUID, fileType } = download.source
    return [`${confUUID}/${fileType}`, createHash('sha256').update(bytes).digest('hex')]
  })
const filesOf = (extension: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension))
const asServed = (...files: string[]): [string, string][] =>
  files.map((file) => [file, service.sha256Of(file)])

describe('with certificates of a known authority', () => {
  it('signs in, lists and saves many files over cuts, all with one token', async () => {
    service = await startMeetingService(issued, issued, ['m1', 'm2', 'm3'])
    const services = await open()
    await signIn(services)
    expect(services.session.state().account).toMatchObject({ name: '张三', isAdmin: true })
    const { items, count } = await services.recordings.list(RANGE)
    expect(items.map(({ confUUID }) => confUUID)).toEqual(['m1', 'm2', 'm3'])
    expect(count).toBe(3)

    service.mishaps.set('m1/Hd', [{ cutAfter: 1_000_000 }, { cutAfter: 500_000 }])
    service.mishaps.set('m2/Aux', [{ cutAfter: 2_000_000 }])
    const order = { confUUIDs: ['m1', 'm2', 'm3'], fileTypes: ALL_TYPES, folder }
    const { added, failed } = await services.downloads.addRecordings(order)
    expect([added, failed]).toEqual([9, []])
    await services.downloads.whenIdle()

    const files = ['m1', 'm2', 'm3'].flatMap((one) => ALL_TYPES.map((type) => `${one}/${type}`))
    expect(onDisk(services.downloads.list())).toEqual(asServed(...files))
    expect(filesOf('.mp4')).toHaveLength(9)
    expect(filesOf('.part')).toEqual([])
    expect(service.downloads).toHaveLength(12)
    expect(service.downloads.filter(({ isFresh }) => !isFresh)).toEqual([])
    expect(service.downloads.filter(({ headers }) => 'x-access-token' in headers)).toEqual([])
    const resumed = service.downloads.filter(({ file, from }) => file === 'm1/Hd' && from > 0)
    expect(resumed).toHaveLength(2)

    const [token] = service.given
    expect(service.given).toHaveLength(1)
    expect(new Set(service.calls.slice(1).map((call) => call.token))).toEqual(new Set([token]))

    expect(await services.downloads.addRecordings(order)).toMatchObject({ added: 0, known: 9 })
    await services.downloads.whenIdle()
    expect(service.downloads).toHaveLength(12)
  })

  it('applies a changed limit to a running transfer, on the same connection, and names files by the template', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    const services = await open()
    await signIn(services)
    // At this rate the file would exceed the test's timeout.
    change({ bytesPerSecond: 16_000, nameTemplate: '{id8}_{type}_{part}' })
    await services.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Hd'], folder })
    await expect.poll(() => services.downloads.list()[0]?.receivedBytes).toBeGreaterThan(0)
    expect(services.downloads.list()).toMatchObject([{ state: 'running' }])
    change({ bytesPerSecond: null, nameTemplate: defaultSettings.nameTemplate })
    await services.downloads.whenIdle()
    expect(onDisk(services.downloads.list())).toEqual(asServed('m1/Hd'))
    expect(service.downloads).toHaveLength(1)
    expect(filesOf('.mp4')).toEqual([expect.stringMatching(/^[0-9a-f]{8}_Camera\.mp4$/)])
  })

  it('gives out the path of a download only while it is the file that was saved', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    const services = await open()
    await signIn(services)
    const { ids } = await services.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Hd'], folder })
    await services.downloads.whenIdle()
    const [id = ''] = ids
    const [name = ''] = filesOf('.mp4')
    const path = join(folder, name)
    expect(await services.downloads.savedPath(id)).toBe(path)
    // A shared folder: another user puts a link to another file of the same size in its place.
    renameSync(path, join(root, 'elsewhere.mp4'))
    symlinkSync(join(root, 'elsewhere.mp4'), path)
    await expect(services.downloads.savedPath(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('resumes after a restart in the middle, still signed in', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    service.mishaps.set('m1/Hd', [{ holdAfter: 1_800_000 }])
    service.mishaps.set('m1/Sd', [{ holdAfter: 900_000 }])
    const first = await open()
    await signIn(first)
    await first.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ALL_TYPES, folder })
    await expect
      .poll(() => first.downloads.list().map(({ receivedBytes }) => receivedBytes))
      .toEqual([2_500_000, 1_800_000, 900_000])
    await quit(first)
    expect(filesOf('.mp4')).toHaveLength(1)
    expect(filesOf('.part')).toHaveLength(2)

    const second = await open()
    await second.downloads.whenIdle()
    expect(second.downloads.list().map(({ state }) => state)).toEqual(['saved', 'saved', 'saved'])
    expect(onDisk(second.downloads.list())).toEqual(asServed('m1/Aux', 'm1/Hd', 'm1/Sd'))
    expect(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.part')),
    ).toEqual([])
    const fromOf = (wanted: string) =>
      service.downloads.filter(({ file }) => file === wanted).map(({ from }) => from)
    // 64 KiB before the durable bytes, to check that the file is unchanged.
    expect(fromOf('m1/Hd')).toEqual([0, 1_800_000 - 65_536])
    expect(fromOf('m1/Sd')).toEqual([0, 900_000 - 65_536])
    expect(fromOf('m1/Aux')).toEqual([0])
    expect(service.given).toHaveLength(1)
  })

  it('lists unfinished downloads while the keychain waits for the user, and resumes once it answers', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    service.mishaps.set('m1/Sd', [{ holdAfter: 900_000 }])
    const first = await open()
    await signIn(first)
    await first.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Sd'], folder })
    await expect.poll(() => first.downloads.list()[0]?.receivedBytes).toBe(900_000)
    await quit(first)

    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const second = create({
      read: async (name) => {
        await answered
        return kept.secrets.get(name) ?? null
      },
    })
    await second.start()
    await expect
      .poll(() => second.downloads.list())
      .toMatchObject([{ state: 'blocked', failure: { code: 'AUTH_REQUIRED' } }])
    answer()
    await expect.poll(() => second.downloads.list()[0]?.state).toBe('saved')
    expect(onDisk(second.downloads.list())).toEqual(asServed('m1/Sd'))
    expect(service.given).toHaveLength(1)
  })

  it('starts with a missing file of authorities, and reports it', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    const first = await open()
    await signIn(first)
    await quit(first)
    kept.settings = { ...kept.settings, caFile: join(root, 'gone.pem') }
    const second = create()
    expect(await failureOf(second.start())).toMatchObject({ code: 'BAD_INPUT' })
    expect(second.session.state().account?.name).toBe('张三')
    // Without the authority the certificate is untrusted, but can still be trusted for itself.
    expect(await failureOf(second.recordings.list(RANGE))).toMatchObject({ code: 'CERT_UNTRUSTED' })
    second.certificates.trust(service.host, issued.fingerprint)
    expect((await second.recordings.list(RANGE)).items).toHaveLength(1)
  })

  it('revokes its token when signing out, and resumes waiting downloads after the next sign-in', async () => {
    service = await startMeetingService(issued, issued, ['m1'])
    const services = await open()
    await signIn(services)
    service.mishaps.set('m1/Hd', [{ holdAfter: 500_000 }])
    await services.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Hd'], folder })
    await expect.poll(() => services.downloads.list()[0]?.receivedBytes).toBe(500_000)
    await services.downloads.pause('all')
    await services.session.signOut()
    expect([...service.live]).toEqual([])
    expect(kept.secrets.size).toBe(0)
    await services.downloads.resume('all')
    await expect
      .poll(() => services.downloads.list())
      .toMatchObject([{ state: 'blocked', failure: { code: 'AUTH_REQUIRED' } }])
    await signIn(services)
    await services.downloads.whenIdle()
    expect(onDisk(services.downloads.list())).toEqual(asServed('m1/Hd'))
  })

  it('renews an expired token once for all calls; a session that ends only blocks downloads', async () => {
    service = await startMeetingService(issued, issued, ['m1', 'm2'])
    const services = await open()
    await signIn(services)
    service.live.clear()
    const lists = await Promise.all([1, 2, 3, 4].map(() => services.recordings.list(RANGE)))
    expect(lists.map(({ items }) => items.length)).toEqual([2, 2, 2, 2])
    expect(service.given).toHaveLength(2)

    const meanwhile = (): void => {
      service.live.clear()
      service.refusesSignIn = true
    }
    const files = ['m1/Aux', 'm1/Hd', 'm1/Sd']
    for (const file of files) service.mishaps.set(file, [{ cutAfter: 1_000_000, meanwhile }])
    await services.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ALL_TYPES, folder })
    await services.downloads.whenIdle()
    expect(services.session.state()).toMatchObject({ account: null, failure: { code: 'AUTH_REJECTED' } })
    expect(services.downloads.list().map(({ state }) => state)).toEqual(['blocked', 'blocked', 'blocked'])

    // A file that had not started when the session ended must not end the next session.
    service.mishaps.clear()
    service.refusesSignIn = false
    await signIn(services)
    await services.downloads.whenIdle()
    expect(onDisk(services.downloads.list())).toEqual(asServed(...files))
  })
})

describe('with untrusted certificates', () => {
  it('the waiting files of a refused host block without a link, and trust resumes them all', async () => {
    service = await startMeetingService(issued, selfSigned, ['m1', 'm2'])
    kept.settings.parallelFiles = 1
    const services = await open()
    await signIn(services)
    await services.downloads.addRecordings({ confUUIDs: ['m1', 'm2'], fileTypes: ALL_TYPES, folder })
    const links = (): number => service.calls.filter(({ what }) => what.includes('downloadurls')).length
    const before = links()
    await services.downloads.whenIdle()
    expect(services.downloads.list()).toMatchObject(
      Array.from({ length: 6 }, () => ({
        state: 'blocked',
        failure: { params: { host: service.mediaHost } },
      })),
    )
    expect(links() - before).toBeLessThanOrEqual(1)
    expect(service.downloads).toEqual([])

    services.certificates.trust(service.mediaHost, selfSigned.fingerprint)
    await services.downloads.whenIdle()
    expect(onDisk(services.downloads.list())).toHaveLength(6)
    expect(services.downloads.list().map(({ state }) => state)).toEqual(Array(6).fill('saved'))
  })

  it('sends no request to a host until its certificate is trusted, and accepts no other', async () => {
    service = await startMeetingService(selfSigned, selfSigned, ['m1'])
    const services = await open()
    const refused = (host: string) => ({
      code: 'CERT_UNTRUSTED',
      params: { host, fingerprint: selfSigned.fingerprint, issuer: 'CN=self', validTo: expect.any(String) },
    })
    expect(await failureOf(signIn(services))).toMatchObject(refused(service.host))
    expect(() => services.certificates.trust(service.host, other.fingerprint)).toThrow('BAD_INPUT')
    expect(() => services.certificates.trust(service.mediaHost, selfSigned.fingerprint)).toThrow('BAD_INPUT')
    expect(service.calls).toEqual([])
    services.certificates.trust(service.host, selfSigned.fingerprint)
    await signIn(services)

    // The media host is another host, whose certificate the worker checks.
    await services.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Hd'], folder })
    await services.downloads.whenIdle()
    expect(services.downloads.list()).toMatchObject([
      { state: 'blocked', failure: refused(service.mediaHost) },
    ])
    expect(service.downloads).toEqual([])
    // Trust resumes what waits for it.
    services.certificates.trust(service.mediaHost, selfSigned.fingerprint)
    await expect.poll(() => services.downloads.list()).toMatchObject([{ state: 'saved' }])
    expect(onDisk(services.downloads.list())).toEqual(asServed('m1/Hd'))
    expect(services.certificates.list().map(({ host }: TrustedCertificate) => host)).toEqual([
      service.host,
      service.mediaHost,
    ])

    // Both change: calls and downloads accept neither, now and after a restart.
    service.change(other)
    const changed = (host: string) => ({
      code: 'CERT_CHANGED',
      params: { host, fingerprint: other.fingerprint, trusted: selfSigned.fingerprint },
    })
    expect(await failureOf(services.recordings.list(RANGE))).toMatchObject(changed(service.host))
    await quit(services)
    const next = await open()
    const before = service.calls.length
    expect(await failureOf(next.recordings.list(RANGE))).toMatchObject(changed(service.host))
    expect(service.calls).toHaveLength(before)
    next.certificates.trust(service.host, other.fingerprint)
    await next.recordings.list(RANGE)
    await next.downloads.addRecordings({ confUUIDs: ['m1'], fileTypes: ['Sd'], folder })
    await next.downloads.whenIdle()
    expect(next.downloads.list().at(-1)).toMatchObject({
      state: 'blocked',
      failure: changed(service.mediaHost),
    })

    // Removing the trust takes effect at once.
    next.certificates.forget(service.host)
    expect(await failureOf(next.recordings.list(RANGE))).toMatchObject({ code: 'CERT_UNTRUSTED' })
  })
})
