import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect } from 'vitest'
import { clientHttp, silentLog } from '../../test/cloud-client.ts'
import type { SavedMinutes } from '../../contract/minutes.ts'
import { createSession, type Session } from '../cloud/session.ts'
import { createMinutesService } from './minutes-service.ts'
import { test as it } from '../../test/fixtures.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid='
const FILE = 'minutes.json'

let home = ''
/** Bodies of the saves that reached the service, and the content on disk at that moment. */
let saves: string[]
let onDisk: string[]
let settled: SavedMinutes[]
let server: Server
let port = 0
let respond: (answer: ServerResponse) => void
const desks: { close(): Promise<void> }[] = []

it.beforeEach(async ({ home: madeHome }) => {
  home = madeHome
  saves = []
  onDisk = []
  settled = []
  respond = (answer) => void answer.end()
  await connect()
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  disconnect()
  port = 0
})

/** Makes the service reachable, at the same address as before. */
async function connect(): Promise<void> {
  server = createServer((request, answer) => {
    void (async () => {
      const body = await text(request)
      const token = String(request.headers['x-access-token'])
      if (request.url === '/v1/usg/acs/token/validate')
        answer.end(JSON.stringify({ accessToken: token, user: { userId: token, name: token, adminType: 2 } }))
      else {
        saves.push(body)
        onDisk.push(readFileSync(join(home, FILE), 'utf8'))
        respond(answer)
      }
    })()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
}

function disconnect(): void {
  server.closeAllConnections()
  server.close()
}

async function signIn(session: Session, accessToken: string): Promise<void> {
  const site = `http://127.0.0.1:${port}`
  await session.signIn({ site, credentials: { kind: 'token', accessToken }, remember: false })
}

async function signedIn(): Promise<Session> {
  const { http } = clientHttp()
  const secrets = {
    keychain: async () => 'session' as const,
    onLateKeychain: () => undefined,
    read: async () => null,
    write: async () => {},
    remove: async () => {},
  }
  const session = createSession({ http, secrets, log: silentLog })
  await signIn(session, 'zhang')
  return session
}

async function openDesk(session: Session, retryMs = 60_000) {
  const desk = createMinutesService({
    ...{ home, session, keepsHistory: true, retryMs, log: silentLog },
    onStateQuarantined: () => {},
    onChange: () => {},
    onSettled: (saved) => settled.push(saved),
  })
  desks.push(desk)
  await desk.load()
  return desk
}

const states = (desk: { history(): SavedMinutes[] }) =>
  desk.history().map(({ entries, waits, failure }) => [entries[0]?.[1], waits, failure?.code ?? null])

describe('without network', () => {
  it('a save waits, and is sent once when the network is back', async () => {
    const desk = await openDesk(await signedIn())
    disconnect()
    expect(await desk.save(`${LINK}1`)).toMatchObject({ waits: 'network', failure: { code: 'OFFLINE' } })
    await desk.sendWaiting()
    expect(states(desk)).toEqual([['1', 'network', 'OFFLINE']])
    await connect()
    await Promise.all([desk.sendWaiting(), desk.sendWaiting()])
    await desk.sendWaiting()
    expect(saves).toEqual(['{"uuid":"1"}'])
    expect(states(desk)).toEqual([['1', null, null]])
    expect(settled).toMatchObject([{ waits: null, failure: null }])
  })

  it('minutes that wait are not queued again: a second save sends the first', async () => {
    const desk = await openDesk(await signedIn())
    disconnect()
    await desk.save(`${LINK}1`)
    expect(await desk.save(`${LINK}1`)).toMatchObject({ waits: 'network' })
    expect(states(desk)).toEqual([['1', 'network', 'OFFLINE']])
    await connect()
    expect(await desk.save(`${LINK}1`)).toMatchObject({ waits: null, failure: null })
    expect(saves).toEqual(['{"uuid":"1"}'])
    expect(states(desk)).toEqual([['1', null, null]])
  })

  it('saves are sent automatically, after a restart too, in order', async () => {
    const session = await signedIn()
    const first = await openDesk(session)
    disconnect()
    await first.save(`${LINK}1`)
    await first.save(`${LINK}2`)
    await first.close()
    await connect()
    const next = await openDesk(session, 10)
    await expect.poll(() => settled.length, { timeout: 20_000 }).toBe(2)
    expect(saves).toEqual(['{"uuid":"1"}', '{"uuid":"2"}'])
    expect(states(next)).toEqual([
      ['2', null, null],
      ['1', null, null],
    ])
  })

  it('a discarded save is not sent', async () => {
    const desk = await openDesk(await signedIn())
    disconnect()
    const { id } = await desk.save(`${LINK}1`)
    await desk.cancel(id)
    await connect()
    await desk.sendWaiting()
    expect([saves, states(desk)]).toEqual([[], [['1', null, 'CANCELLED']]])
    await expect(desk.cancel(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('a save is sent only to the space it was confirmed for', async () => {
    const session = await signedIn()
    const desk = await openDesk(session)
    disconnect()
    await desk.save(`${LINK}1`)
    await connect()
    await signIn(session, 'li')
    await desk.sendWaiting()
    expect([saves, states(desk)]).toEqual([[], [['1', 'account', 'OFFLINE']]])
    await signIn(session, 'zhang')
    await desk.sendWaiting()
    expect([saves.length, states(desk)]).toEqual([1, [['1', null, null]]])
  })

  it('a save that the service finally refuses is reported', async () => {
    const desk = await openDesk(await signedIn())
    disconnect()
    await desk.save(`${LINK}1`)
    await connect()
    respond = (answer) => void answer.writeHead(403).end()
    await desk.sendWaiting()
    await desk.sendWaiting()
    expect(saves).toHaveLength(1)
    expect(settled).toMatchObject([{ failure: { code: 'NO_PERMISSION' } }])
  })
})

describe('a save that may have arrived is not sent again', () => {
  it('when its connection is cut', async () => {
    const desk = await openDesk(await signedIn())
    respond = (answer) => void answer.destroy()
    await expect(desk.save(`${LINK}1`)).rejects.toMatchObject({ code: 'SAVE_UNKNOWN' })
    await desk.sendWaiting()
    expect([saves.length, states(desk)]).toEqual([1, [['1', null, 'SAVE_UNKNOWN']]])
  })

  it('when the app ended between sending and recording the result', async () => {
    const session = await signedIn()
    const desk = await openDesk(session)
    disconnect()
    await desk.save(`${LINK}1`)
    await connect()
    await desk.sendWaiting()
    // As after a crash right after the service received it.
    writeFileSync(join(home, FILE), onDisk[0] ?? '')
    const next = await openDesk(session)
    await next.sendWaiting()
    expect([saves.length, states(next)]).toEqual([1, [['1', null, 'SAVE_UNKNOWN']]])
  })

  it('nor is a save sent while it cannot be recorded as being sent', async () => {
    const desk = await openDesk(await signedIn())
    disconnect()
    await desk.save(`${LINK}1`)
    await connect()
    rmSync(join(home, FILE))
    mkdirSync(join(home, FILE, 'in-the-way'), { recursive: true })
    await desk.sendWaiting()
    expect([saves, states(desk)]).toEqual([[], [['1', 'network', 'OFFLINE']]])
    rmSync(join(home, FILE), { recursive: true })
    await desk.sendWaiting()
    expect(saves).toHaveLength(1)
  })
})
