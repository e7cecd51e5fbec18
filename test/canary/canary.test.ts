import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CallInput, CallName, CallOutput, CallResult } from '../../contract/ipc.ts'
import { allHandlers } from '../../main/ipc/handlers.ts'
import type { HandlerContext } from '../../main/ipc/handler-context.ts'
import { createSend, registerCalls } from '../../main/ipc/registrar.ts'
import { forwardServiceEvents } from '../../main/ipc/forward-service-events.ts'
import { createLog } from '../../main/log/log-file.ts'
import { createServices, type Services } from '../../main/services.ts'
import { collectDiagnostics } from '../../main/shell/collect-diagnostics.ts'
import { createSecretStore } from '../../main/shell/security/secrets.ts'
import { openSettings } from '../../main/settings/settings-store.ts'
import { certificateMaker } from '../certificates.ts'
import { BEYOND } from '../proxies.ts'
import { found, type MarkedSecret, type Place } from './marked-secrets.ts'
import { CONF_UUID, type MarkedService, startMarkedService } from './marked-service.ts'
import { hasProc, isPosix } from '../platform.ts'

/*
 * The whole main workflow with recognizable secrets, and then a search of everything that was written, logged,
 * sent to the page and received by a server. The places that may contain a secret are listed here; all others must not.
 */

const certificates = certificateMaker()
const root = mkdtempSync(join(tmpdir(), 'canary-'))
const [home, saved] = [join(root, 'state'), join(root, 'saved')]
mkdirSync(saved)
const worker = new URL('../../out/main/transfer-worker.js', import.meta.url)
const places: Place[] = []
let service: MarkedService
let services: Services
let call: <C extends CallName>(channel: C, input?: CallInput<C>) => Promise<CallOutput<C>>

/** A keychain that hides its input, so that a secret found in the file never went through it. */
const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
const keychain = {
  // v11: under a keyring's key ([Note: key tags]).
  encryptStringAsync: async (text: string) => Buffer.concat([Buffer.from('v11'), turned(Buffer.from(text))]),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: turned(bytes.subarray(3)).toString(),
    shouldReEncrypt: false,
  }),
}

beforeAll(async () => {
  service = await startMarkedService(certificates.issued('host', { names: `IP:${BEYOND}` }))
  for (const name of ['error', 'warn', 'info', 'log', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...said: unknown[]) => {
      places.push({ where: `console.${name}`, text: said.map(String).join(' ') })
    })
  await openApp()
})
afterAll(async () => {
  vi.restoreAllMocks()
  await services?.close()
  await service?.close()
  certificates.remove()
  rmSync(root, { recursive: true })
})

/** The app's main process as assembled by main/index.ts, with a page that records what it receives. */
async function openApp(): Promise<void> {
  const log = createLog(join(home, 'logs/meetkeep.log'))
  const settings = openSettings(home, log)
  settings.set({ caFile: certificates.caFile, folder: saved })
  const secrets = createSecretStore({
    file: join(home, 'secrets.json'),
    keychain,
    platform: 'linux',
    log,
    onQuarantined: () => undefined,
  })
  services = createServices({
    home,
    settings,
    secrets,
    log,
    transfers: worker,
    limits: () => ({
      parallelFiles: 1,
      maxRetries: 3,
      retryWaitMs: 1,
      stallTimeoutMs: 10_000,
      bytesPerSecond: null,
    }),
    keepsQueue: true,
    language: () => 'zh-CN',
  })
  const handled = new Map<string, (event: object, message: unknown) => Promise<unknown>>()
  registerCalls({
    ipcMain: { handle: (channel, listener) => void handled.set(channel, listener as never) },
    handlers: allHandlers({
      ...{
        services,
        settings,
        secrets,
        log,
        links: {},
        askConsent: async () => true,
        whenStarted: () => Promise.resolve(),
      },
      host: {
        diagnostics: collectDiagnostics({
          ...{ app: { getVersion: () => '1.0.0' }, settings, secrets, services },
          logFile: join(home, 'logs/meetkeep.log'),
          systemLocale: () => 'zh-CN',
        }),
      },
    } as unknown as HandlerContext),
    isTrusted: () => true,
    log,
  })
  const page = {
    isDestroyed: () => false,
    send: (event: string, payload: unknown) =>
      void places.push({ where: `event ${event}`, text: JSON.stringify(payload) }),
  }
  const send = createSend(() => page, log)
  const updates = { onChange: () => () => undefined }
  forwardServiceEvents({ send, tell: send, settings, services, updates })
  await services.start()

  call = async <C extends CallName>(channel: C, input?: CallInput<C>): Promise<CallOutput<C>> => {
    places.push({ where: `call ${channel}`, text: JSON.stringify(input) ?? '' })
    const result = (await handled.get(channel)?.({}, structuredClone(input))) as CallResult<C>
    places.push({ where: `answer ${channel}`, text: JSON.stringify(result) })
    if (!result.ok) throw new Error(result.failure.code)
    return result.value
  }
}

/** Every file below a folder, read as characters for any content. */
function files(folder: string, label: string): Place[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ where: `${label}/${name}`, text: readFileSync(join(folder, name), 'latin1') }))
}

async function downloadsEnded(): Promise<void> {
  await expect
    .poll(async () => (await call('downloads.list')).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(['saved', 'saved'])
}

test('the whole workflow works with marked secrets', async () => {
  const proxy = { mode: 'manual', url: service.proxyUrl, username: 'liu' } as const
  await call('settings.set', { proxy, meetingsUrl: service.meetingsUrl })
  await call('settings.setProxyPassword', { value: service.proxyPassword.value })
  // Rejected once, with an error that repeats the header.
  await call('settings.setMeetingsAuthorization', { value: service.wrongAuthorization.value })
  await expect(call('meetings.onServer')).rejects.toThrow()
  await call('settings.setMeetingsAuthorization', { value: service.meetingsAuthorization.value })
  expect(await call('meetings.onServer')).toHaveLength(1)

  const password = { kind: 'password', account: 'zhangsan', password: service.password.value } as const
  await call('account.signIn', { site: service.url, credentials: password, remember: true })
  await call('account.signOut')
  const app = { kind: 'appId', appId: 'app', appKey: service.appKey.value, userId: 'zhangsan' } as const
  await call('account.signIn', { site: service.url, credentials: app, remember: true })

  const range = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }
  const { items } = await call('recordings.page', { query: { ...range, allUsers: true }, index: 0 })
  expect(items.map(({ confUUID }) => confUUID)).toEqual([CONF_UUID])
  const order = (fileTypes: string[]) =>
    call('orders.place', {
      recordings: [{ confUUID: CONF_UUID, title: '', startTime: null, bytes: null }],
      ...{ fileTypes, scope: null },
    })
  // Hd by the links of downloadurls, Aux by those of record/info, each cut once.
  service.cuts.push(400_000)
  await order(['Hd'])
  await expect.poll(async () => (await call('downloads.list'))[0]?.state, { timeout: 30_000 }).toBe('saved')
  service.cuts.push(400_000)
  await order(['Aux'])
  await downloadsEnded()
  expect(service.downloads.map(({ status }) => status)).toEqual([200, 206, 200, 206])

  const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
  await call('minutes.preview', { text: link })
  await call('minutes.save', { text: link })
  // Rejected, with an error that repeats the token.
  await expect(call('programs.get', { id: 'p1' })).rejects.toThrow()
  await expect(call('minutes.preview', { text: service.password.value })).rejects.toThrow()
  const findings = await call('doctor.examine')
  expect(findings.flatMap(({ failure }) => failure ?? [])).toEqual([])
  expect((await call('diagnostics.collect')).text).toContain('== Log\n{')
})

test('a secret is stored only where it is needed', () => {
  const { issued } = service
  const process_ = (hasProc ? ['cmdline', 'environ'] : []).map((name) => ({
    where: `process ${name}`,
    text: readFileSync(`/proc/self/${name}`, 'latin1'),
  }))
  const all = [...places, ...service.seen, ...files(home, 'state'), ...files(saved, 'saved'), ...process_]
  const of = (secrets: MarkedSecret[]) => [...new Set(found(secrets, all))]
  const ALLOWED: [MarkedSecret[], RegExp][] = [
    // User input is sent once, from the page to main. The last is the invalid code.
    [
      [service.password],
      /in (call account\.signIn|authorization of api POST \/v1\/usg\/acs\/auth\/account|call minutes\.preview)$/,
    ],
    // Only ever signed with.
    [[service.appKey], /in call account\.signIn$/],
    [
      [service.proxyPassword],
      /in (call settings\.setProxyPassword|proxy-authorization of proxy CONNECT \S+)$/,
    ],
    [
      [service.meetingsAuthorization, service.wrongAuthorization],
      /in (call settings\.setMeetingsAuthorization|authorization of api GET \/proconf\/meetings)$/,
    ],
    [issued.access, /in x-access-token of api /],
    [issued.refresh, /in x-access-token of api PUT \/v1\/usg\/acs\/token$/],
    [issued.link, /in authorization of media /],
    [issued.once, /in URL of media /],
  ]
  for (const [secrets, allowed] of ALLOWED) {
    expect(secrets.length).toBeGreaterThan(0)
    expect(of(secrets).filter((place) => !allowed.test(place))).toEqual([])
  }
  // Proves that the search works: it finds the allowed secrets.
  expect(of([service.appKey])).toEqual(['app-key in call account.signIn'])
  expect(of([service.proxyPassword]).length).toBeGreaterThan(1)
  expect(of(issued.access).length).toBeGreaterThan(3)
  expect(of(issued.link).length).toBeGreaterThan(1)
  expect(of(issued.once).length).toBeGreaterThan(1)
  expect(files(home, 'state').map(({ where }) => where)).toEqual(
    expect.arrayContaining(['state/secrets.json', 'state/settings.json', 'state/logs/meetkeep.log']),
  )
  expect(files(saved, 'saved').length).toBeGreaterThanOrEqual(2)
})

test.runIf(isPosix)('the state is readable by the user alone', () => {
  const modes = files(home, 'state').map(({ where }) => {
    const mode = statSync(join(home, where.slice('state/'.length))).mode & 0o077
    return `${where} ${mode.toString(8)}`
  })
  expect(modes.filter((line) => !line.endsWith(' 0'))).toEqual([])
})
