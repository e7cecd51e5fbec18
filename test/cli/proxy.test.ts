import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { certificateMaker } from '../certificates.ts'
import { APP, type MeetingService, startMeetingService } from '../integration/meeting-service.ts'
import { BEYOND, freePort, proxyPrograms, type RealProxy } from '../proxies.ts'
import { type Finished, meetkeep, testFolder } from './run.ts'

const certificates = certificateMaker()
const issued = certificates.issued('host', { names: `IP:${BEYOND}` })
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(certificates.remove)

/** Saves one file with these proxy variables, and no others, in the environment. */
async function download(env: Record<string, string>): Promise<Finished & { service: MeetingService }> {
  const folder = await testFolder()
  const service = await startMeetingService(issued, issued, ['m1'], BEYOND)
  closers.push(service.close)
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, certificates.authority.cert)
  const nothing = {
    HTTPS_PROXY: '',
    https_proxy: '',
    ALL_PROXY: '',
    all_proxy: '',
    NO_PROXY: '',
    no_proxy: '',
  }
  const to = ['--to', join(folder, 'out'), '--max-retries', '1', '--retry-wait', '0.1']
  const end = await meetkeep(['recordings', 'download', 'm1', '--types', 'aux', '--json', ...to], {
    ...nothing,
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: APP.appId,
    MEETKEEP_APP_KEY: APP.appKey,
    MEETKEEP_USER_ID: APP.userId,
    MEETKEEP_HOME: join(folder, 'home'),
    MEETKEEP_CA_FILE: caFile,
    ...env,
  })
  return { ...end, service }
}

for (const program of proxyPrograms)
  describe.skipIf(!program.isInstalled)(`the command through ${program.title}`, () => {
    const signIn = { username: 'liu', password: 'SECRET-pass' }
    const start = async (): Promise<RealProxy> => {
      const proxy = await program.start({ signIn })
      closers.push(proxy.stop)
      return proxy
    }
    const addressOf = (proxy: RealProxy, password = signIn.password): string =>
      proxy.url.replace('://', `://${signIn.username}:${password}@`)

    it.each(['https_proxy', 'ALL_PROXY'])('downloads through the proxy of %s', async (variable) => {
      const proxy = await start()
      const { status, lines, service } = await download({ [variable]: addressOf(proxy) })
      expect(lines.at(-1)).toMatchObject({ saved: [{ sha256: service.sha256Of('m1/Aux') }], failed: [] })
      expect(status).toBe(0)
      expect(new Set(proxy.reached())).toEqual(new Set([service.host, service.mediaHost]))
    })

    it('connects directly if NO_PROXY says so', async () => {
      const proxy = await start()
      const { status } = await download({ HTTPS_PROXY: addressOf(proxy), NO_PROXY: `${BEYOND}/32` })
      expect(status).toBe(0)
      expect(proxy.reached()).toEqual([])
    })

    it('reports the proxy that refuses, without its password', async () => {
      const proxy = await start()
      const { status, stdout, stderr, lines, service } = await download({
        HTTPS_PROXY: addressOf(proxy, 'WRONG-SECRET'),
      })
      expect(status).toBe(1)
      expect(lines).toMatchObject([{ error: { code: 'PROXY_FAILED' } }])
      expect(stdout).toContain(proxy.host)
      expect(stdout + stderr).not.toContain('SECRET')
      expect(service.calls).toEqual([])
    })
  })

it('reports a proxy that is down', async () => {
  const proxy = `127.0.0.1:${await freePort()}`
  const { lines } = await download({ HTTPS_PROXY: proxy })
  expect(lines).toMatchObject([{ error: { code: 'PROXY_FAILED' } }])
  expect(JSON.stringify(lines)).toContain(proxy)
})

it('does not start with an invalid address', async () => {
  const { status, stdout, stderr } = await download({ HTTPS_PROXY: 'ftp://liu:SECRET@proxy.example' })
  expect(status).toBe(2)
  expect(stdout + stderr).toContain('HTTPS_PROXY')
  expect(stdout + stderr).not.toContain('SECRET')
})
