import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, request, type RequestOptions } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type AppUpdater, NsisUpdater } from 'electron-updater'
import { afterAll, expect, vi } from 'vitest'
import { proxyConfig, updateEngine } from './update-engine.ts'
import { test } from '../../test/fixtures.ts'

// electron-updater itself, and a feed; only Electron's app and network are replaced.
const installer = Buffer.from('MZ not really a program')
const sha512 = createHash('sha512').update(installer).digest('base64')
let announced = { version: '1.1.0', sha512 }
const asked: { url: string; headers: IncomingMessage['headers'] }[] = []

const server = createServer((incoming, answer) => {
  asked.push({ url: incoming.url ?? '', headers: incoming.headers })
  const { pathname } = new URL(incoming.url ?? '', 'http://feed')
  if (/^\/latest(-mac|-linux(-\w+)?)?\.yml$/.test(pathname)) {
    const { version, sha512: hash } = announced
    answer.end(`version: ${version}
files:
  - url: Meetkeep-${version}-win-x64.exe
    sha512: ${hash}
    size: ${installer.length}
releaseNotes: |
  - faster
`)
  } else if (pathname.endsWith('.exe')) answer.end(installer)
  else answer.writeHead(404).end()
})
let home = ''
let feed = ''

test.beforeAll(async ({ sharedHome: madeHome }) => {
  home = madeHome
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  server.close()
})

function newEngine(version = '1.0.0') {
  const updater: AppUpdater = new NsisUpdater(null, {
    version,
    name: 'meetkeep',
    isPackaged: true,
    appUpdateConfigPath: join(home, 'app-update.yml'),
    userDataPath: join(home, 'state'),
    baseCachePath: join(home, 'cache'),
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  })
  Object.assign(updater, {
    httpExecutor: new NodeExecutor(),
    configOnDisk: { value: { updaterCacheDirName: 'x' } },
  })
  const prepare = vi.fn(async () => undefined)
  const quit = {
    toInstall: vi.fn<(install: () => void) => void>(),
    onSystemEnd: vi.fn<(listener: () => void) => () => void>(),
  }
  return { engine: updateEngine({ updater, feed, prepare, quit }), prepare, updater, quit }
}

// The base class and its checks during the download are electron-updater's own.
interface Download {
  destination: string
  options: { headers: Record<string, string> }
  onCancel: () => void
  callback: (error?: Error | null) => void
  responseHandler: null
}
const ofUpdater = createRequire(createRequire(import.meta.url).resolve('electron-updater'))
const { HttpExecutor } = ofUpdater('builder-util-runtime') as {
  HttpExecutor: new () => { doDownload(request: RequestOptions, order: Download, redirects: number): void }
}
class NodeExecutor extends HttpExecutor {
  createRequest(options: RequestOptions, answered: (answer: IncomingMessage) => void) {
    return request({ ...options, protocol: 'http:' }, answered)
  }

  download(url: URL, destination: string, options: Download['options']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.doDownload(
        { hostname: url.hostname, port: url.port, path: url.pathname, headers: options.headers },
        {
          destination,
          options,
          onCancel: () => undefined,
          callback: (error) => (error == null ? resolve() : reject(error)),
          responseHandler: null,
        },
        0,
      )
    })
  }
}

test('finds a newer version, with its release notes', async () => {
  announced = { version: '1.1.0', sha512 }
  const { engine, prepare } = newEngine()
  expect(await engine.check()).toEqual({ version: '1.1.0', notes: '- faster\n' })
  expect(prepare).toHaveBeenCalledOnce()
})

test.each([
  ['the same', '1.1.0'],
  ['an older', '1.2.0'],
  ['an older, although this is a preview', '1.2.0-beta.1'],
])('%s version is not offered', async (_what, version) => {
  announced = { version: '1.1.0', sha512 }
  expect(await newEngine(version).engine.check()).toBeNull()
})

test('is downloaded only on request', async () => {
  announced = { version: '1.1.0', sha512 }
  const { engine } = newEngine()
  asked.length = 0
  await engine.check()
  expect(asked.filter(({ url }) => url.includes('.exe'))).toEqual([])
  await engine.download(() => undefined)
  expect(asked.some(({ url }) => url.includes('Meetkeep-1.1.0-win-x64.exe'))).toBe(true)
})

test('refuses a download that does not match the announced one', async () => {
  announced = { version: '1.3.0', sha512: createHash('sha512').update('other').digest('base64') }
  const { engine } = newEngine()
  await engine.check()
  await expect(engine.download(() => undefined)).rejects.toMatchObject({ code: 'UPDATE_REFUSED' })
})

test('sends nothing that identifies the installation', async () => {
  asked.length = 0
  await newEngine().engine.check()
  expect(asked[0]?.headers['x-user-staging-id']).toBe('none')
})

test('a feed with an unusable answer fails with a code', async () => {
  const { engine } = newEngine()
  announced = { version: 'newest', sha512 }
  await expect(engine.check()).rejects.toMatchObject({ code: 'UPDATE_FAILED' })
})

test.each([
  [{ mode: 'system', url: '', username: '' }, { mode: 'system' }],
  [{ mode: 'none', url: 'http://left.over:1', username: '' }, { mode: 'direct' }],
  [
    { mode: 'manual', url: 'socks5://proxy.example:1080', username: 'me' },
    { mode: 'fixed_servers', proxyRules: 'socks5://proxy.example:1080' },
  ],
] as const)('a proxy %j is %j to Chromium', (proxy, config) => {
  expect(proxyConfig(proxy)).toEqual(config)
})

test('the installer starts only after the app has asked and closed', () => {
  const { engine, updater, quit } = newEngine()
  const quitAndInstall = vi.spyOn(updater, 'quitAndInstall').mockReturnValue(undefined)
  engine.restart()
  expect(quit.toInstall).toHaveBeenCalledOnce()
  expect(quitAndInstall).not.toHaveBeenCalled()
  quit.toInstall.mock.calls[0]?.[0]()
  expect(quitAndInstall).toHaveBeenCalledOnce()
})

test('a shutdown by the system installs nothing', () => {
  const { updater, quit } = newEngine()
  expect(updater.autoInstallOnAppQuit).toBe(true)
  // A web installer would fetch a program that the feed does not announce.
  expect(updater.disableWebInstaller).toBe(true)
  expect(updater.allowDowngrade).toBe(false)
  quit.onSystemEnd.mock.calls[0]?.[0]()
  expect(updater.autoInstallOnAppQuit).toBe(false)
})
