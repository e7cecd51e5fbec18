import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { certificateMaker } from '../certificates.ts'
import { APP, startMeetingService } from '../integration/meeting-service.ts'
import { BEYOND } from '../proxies.ts'
import { meetkeep, testFolder } from './run.ts'

const make = certificateMaker()
const issued = make.issued('issued', { names: `IP:127.0.0.1,IP:${BEYOND}` })
const unknown = make.selfSigned('unknown', { names: `IP:127.0.0.1,IP:${BEYOND}` })

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(make.remove)

async function listen(server: http.Server | https.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A proxy that connects every CONNECT to this machine. `asked`: the servers named. */
function joining(server: http.Server | https.Server) {
  const asked: string[] = []
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    asked.push(request.url ?? '')
    const far = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      far.pipe(client).pipe(far)
    })
    far.on('error', () => client.destroy())
    client.on('error', () => far.destroy()).on('close', () => far.destroy())
  })
  return { server, asked }
}

describe('with NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment', () => {
  /** Downloads a file from a service whose two hosts have these certificates. */
  async function download(api: typeof issued, media: typeof issued, address: string, proxy = '') {
    const folder = await testFolder()
    const service = await startMeetingService(api, media, ['m1'], address)
    closers.push(service.close)
    const options = ['--types', 'aux', '--json', '--max-retries', '0', '--to', join(folder, 'out')]
    const env = {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      HTTPS_PROXY: proxy,
      https_proxy: '',
      NO_PROXY: '',
      no_proxy: '',
      MEETKEEP_SITE: service.url,
      MEETKEEP_APP_ID: APP.appId,
      MEETKEEP_APP_KEY: APP.appKey,
      MEETKEEP_USER_ID: APP.userId,
      MEETKEEP_HOME: join(folder, 'home'),
      MEETKEEP_CA_FILE: make.caFile,
    }
    const end = await meetkeep(['recordings', 'download', 'm1', ...options], env)
    return { ...end, service, env }
  }

  it('a service with an unknown certificate gets no request', async () => {
    const { lines, service, env } = await download(unknown, issued, '127.0.0.1')
    expect(lines).toMatchObject([{ error: { code: 'CERT_UNTRUSTED' } }])
    const doctor = await meetkeep(['doctor', '--json'], env)
    expect(doctor.lines[0]?.['findings']).toContainEqual(
      expect.objectContaining({ check: 'certificate', found: null }),
    )
    expect(service.calls).toEqual([])
  })

  it('a file host with an unknown certificate gets no request from the transfer', async () => {
    const { lines, service } = await download(issued, unknown, '127.0.0.1')
    expect(lines.at(-1)).toMatchObject({ saved: [], failed: [{ error: { code: 'CERT_UNTRUSTED' } }] })
    expect(service.calls).not.toEqual([])
    expect(service.downloads).toEqual([])
  })

  it.each([
    ['service', unknown, issued],
    ['file host', issued, unknown],
  ] as const)('a %s with an unknown certificate gets no request through a proxy', async (_, api, media) => {
    const { server, asked } = joining(http.createServer())
    const { status, service } = await download(api, media, BEYOND, `http://${await listen(server)}`)
    expect(status).toBe(1)
    expect(asked).toContain(api === unknown ? service.host : service.mediaHost)
    expect(api === unknown ? service.calls : service.downloads).toEqual([])
  })

  it('a proxy with an unknown certificate gets no request', async () => {
    const { server, asked } = joining(https.createServer(unknown))
    const proxy = await listen(server)
    const { lines, stdout } = await download(issued, issued, BEYOND, `https://liu:SECRET@${proxy}`)
    expect(lines).toMatchObject([{ error: { code: 'CERT_UNTRUSTED' } }])
    expect(stdout).toContain(proxy)
    expect(asked).toEqual([])
  })
})

it('NODE_OPTIONS cannot allow TLS older than 1.2', async () => {
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  let requests = 0
  const host = await listen(
    https.createServer({ ...issued, ...old }, (_, answer) => {
      requests += 1
      answer.end('{"count":0,"data":[]}')
    }),
  )
  const { status } = await meetkeep(['recordings', 'show', 'm1', '--json'], {
    NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0',
    MEETKEEP_SITE: `https://${host}`,
    MEETKEEP_ACCESS_TOKEN: 'token',
    MEETKEEP_HOME: await testFolder(),
    MEETKEEP_CA_FILE: make.caFile,
  })
  expect(status).toBe(1)
  expect(requests).toBe(0)
})
