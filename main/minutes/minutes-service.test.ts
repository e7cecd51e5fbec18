import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect } from 'vitest'
import type { SavedMinutes } from '../../contract/minutes.ts'
import { createHttp } from '../cloud/http.ts'
import { createSession, type Session } from '../cloud/session.ts'
import { createNetwork } from '../network/network.ts'
import { createMinutesService, type MinutesService, type MinutesLifecycle } from './minutes-service.ts'
import { isPosix } from '../../test/platform.ts'
import { test as it } from '../../test/fixtures.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=42b8&title=%E5%91%A8+sync'
const ENTRIES = [
  ['uuid', '42b8'],
  ['title', '周 sync'],
]

let home = ''
let logged: string[]
/** The saves requested from the service, and its answers. */
let saves: { headers: IncomingHttpHeaders; body: string }[]
let answer: { status: number; body: string }
const closers: (() => void)[] = []

it.beforeEach(({ home: madeHome }) => {
  home = madeHome
  logged = []
  saves = []
  answer = { status: 200, body: '' }
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A session with a service that knows two calls: checking a token, and saving minutes. */
async function signedIn(): Promise<Session> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      if (request.url === '/v1/usg/acs/token/validate') {
        const user = { userId: 'u1', name: '张三', adminType: 2 }
        response.end(JSON.stringify({ accessToken: 'token', user }))
      } else {
        saves.push({ headers: request.headers, body })
        response.writeHead(answer.status, { 'X-Request-Id': 'the-service-s-own' }).end(answer.body)
      }
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const session = signedOut()
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await session.signIn({ site, credentials: { kind: 'token', accessToken: 'token' }, remember: false })
  return session
}

const log = { info: () => {}, warn: () => {}, error: (message: string) => void logged.push(message) }

function signedOut(): Session {
  const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
  const http = createHttp({ network: () => network, language: () => 'zh-CN', log })
  const secrets = {
    keychain: async () => 'session' as const,
    onLateKeychain: () => undefined,
    read: async () => null,
    write: async () => {},
    remove: async () => {},
  }
  return createSession({ http, secrets, log })
}

async function openDesk(session: Session, keepsHistory = true): Promise<MinutesService & MinutesLifecycle> {
  const desk = createMinutesService({
    home,
    session,
    keepsHistory,
    onStateQuarantined: (path) => void logged.push(path),
    onChange: () => {},
    onSettled: () => {},
    log,
    retryMs: 60_000,
  })
  await desk.load()
  return desk
}

const codeOf = (work: Promise<SavedMinutes>): Promise<string> =>
  work.then(
    () => 'saved',
    (error: unknown) => (error as { code: string }).code,
  )

describe('a preview', () => {
  it('shows what would be saved and to whose space, and sends nothing', async () => {
    const desk = await openDesk(await signedIn())
    expect(desk.preview(`  ${LINK}\n`)).toEqual({
      entries: ENTRIES,
      owner: '张三',
      ownerId: 'u1',
      savedAt: null,
    })
    expect((await openDesk(signedOut())).preview(LINK)).toEqual({
      entries: ENTRIES,
      owner: null,
      ownerId: null,
      savedAt: null,
    })
    expect(saves).toEqual([])
  })
})

describe('the same minutes', () => {
  it('requested twice at once are sent once', async () => {
    const desk = await openDesk(await signedIn())
    const [first, second] = await Promise.all([desk.save(LINK), desk.save(` ${LINK}`)])
    expect(second).toEqual(first)
    expect(saves).toHaveLength(1)
    expect(desk.history()).toHaveLength(1)
  })

  it('can be saved again on purpose, and the preview names the last time', async () => {
    const desk = await openDesk(await signedIn())
    await desk.save(LINK)
    const { at } = await desk.save(LINK)
    expect(saves).toHaveLength(2)
    expect(desk.preview(LINK).savedAt).toBe(at)
    expect(desk.preview(`${LINK}&more=1`).savedAt).toBeNull()
  })

  it('that failed were not saved, and can be sent again', async () => {
    const desk = await openDesk(await signedIn())
    answer = { status: 500, body: '{}' }
    const codes = await Promise.all([codeOf(desk.save(LINK)), codeOf(desk.save(LINK))])
    expect(new Set(codes)).toEqual(new Set(['SERVER_ERROR']))
    expect(desk.preview(LINK).savedAt).toBeNull()
    const sent = saves.length
    answer = { status: 200, body: '' }
    expect(await codeOf(desk.save(LINK))).toBe('saved')
    expect(saves).toHaveLength(sent + 1)
  })
})

describe('a save', () => {
  it('sends every key and value of the code but its action', async () => {
    const desk = await openDesk(await signedIn())
    const saved = await desk.save(`${LINK}&__proto__=p&constructor=`)
    const [sent] = saves
    // As text: a parsed object would hide a changed prototype.
    expect(sent?.body).toBe('{"uuid":"42b8","title":"周 sync","__proto__":"p","constructor":""}')
    expect(sent?.headers).toMatchObject({ 'x-access-token': 'token', 'accept-language': 'zh-CN' })
    expect(sent?.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/)
    expect(saved).toMatchObject({
      entries: [...ENTRIES, ['__proto__', 'p'], ['constructor', '']],
      owner: '张三',
      requestId: 'the-service-s-own',
      failure: null,
    })
  })

  it.each([
    ['QR_NOT_CLOUDLINK', LINK.replace('huawei.com', 'huawei.com.evil.example')],
    ['QR_OPENS_FILE_LIST', LINK.replace('SAVE_MEETING_FILE', 'OPEN_MEETING_FILE_LIST')],
    ['QR_INVALID', `${LINK}&uuid=another`],
  ])('is refused with %s even if the page claims to have previewed it', async (code, link) => {
    const desk = await openDesk(await signedIn())
    expect(await codeOf(desk.save(link))).toBe(code)
    expect(saves).toEqual([])
    expect(desk.history()).toEqual([])
  })

  it('requires a sign-in, and leaves no history entry', async () => {
    const desk = await openDesk(signedOut())
    expect(await codeOf(desk.save(LINK))).toBe('AUTH_REQUIRED')
    expect(desk.history()).toEqual([])
  })

  it.each([
    [403, '{"error_code":"USG.201040000","error_msg":"no","request_id":"in-the-body"}'],
    [200, '{"error_code":"USG.201040000","error_msg":"no","request_id":"in-the-body"}'],
  ])(
    'that the service refuses with HTTP %i is reported and recorded with its reason',
    async (status, body) => {
      const desk = await openDesk(await signedIn())
      answer = { status, body }
      expect(await codeOf(desk.save(LINK))).not.toBe('saved')
      expect(desk.history()).toMatchObject([
        {
          entries: ENTRIES,
          requestId: 'in-the-body',
          failure: { requestId: 'in-the-body', params: { serviceCode: 'USG.201040000' } },
        },
      ])
    },
  )

  it('is sent once for any answer, because a failing service may have saved it', async () => {
    const desk = await openDesk(await signedIn())
    answer = { status: 500, body: '' }
    expect(await codeOf(desk.save(LINK))).toBe('SERVER_ERROR')
    expect(saves).toHaveLength(1)
  })
})

describe('the history', () => {
  it('survives a restart, newest first', async () => {
    const session = await signedIn()
    const desk = await openDesk(session)
    await desk.save(LINK)
    answer = { status: 500, body: '' }
    await desk.save(LINK.replace('42b8', 'second')).catch(() => {})
    await desk.close()
    const next = await openDesk(session)
    expect(next.history()).toEqual(desk.history())
    expect(next.history().map(({ entries, failure }) => [entries[0]?.[1], failure?.code ?? null])).toEqual([
      ['second', 'SERVER_ERROR'],
      ['42b8', null],
    ])
  })

  it('is not written if it is disabled', async () => {
    const desk = await openDesk(await signedIn(), false)
    await desk.save(LINK)
    await desk.close()
    expect(desk.history()).toHaveLength(1)
    expect(readdirSync(home)).toEqual([])
  })

  // Windows reports a folder of that name like a file in use, which is retried (atomically).
  it.runIf(isPosix)('that cannot be written does not fail the save', async () => {
    const desk = await openDesk(await signedIn())
    mkdirSync(join(home, 'minutes.json'))
    writeFileSync(join(home, 'minutes.json', 'in-the-way'), '')
    expect(await desk.save(LINK)).toMatchObject({ failure: null })
    expect(new Set(logged)).toEqual(new Set(['minutes: the history could not be written']))
    expect(saves).toHaveLength(1)
    answer = { status: 500, body: '' }
    expect(await codeOf(desk.save(LINK))).toBe('SERVER_ERROR')
  })
})
