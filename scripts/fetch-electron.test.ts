import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  cpSync,
  readdirSync,
  statSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { electronBinary, electronFolder, programName } from './electron-binary.mjs'
import { fetchElectronInto } from './fetch-electron.mjs'

// Electron's own installer and @electron/get, with a server on this machine as the mirror.
const { version } = JSON.parse(readFileSync(join(electronFolder(), 'package.json'), 'utf8')) as {
  version: string
}
const name = programName(process.platform)
const zip = zipOf({ version: Buffer.from(version), [name]: randomBytes(300_000) })
const zipName = `electron-v${version}-${process.platform}-${process.arch}.zip`
const sum = createHash('sha256').update(zip).digest('hex')

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let server: Server
let answers: Answer[] = []
let asked: (string | undefined)[] = []
let home = ''
let folder = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.endsWith('/SHASUMS256.txt')) return void response.end(`${sum} *${zipName}\n`)
    if (request.url !== `/v${version}/${zipName}`) return void response.writeHead(404).end()
    asked.push(request.headers.range)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => void server.close())

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'meetkeep electron '))
  // The package as npm installs it, with its dependencies.
  folder = join(home, 'node_modules/electron')
  for (const file of ['package.json', 'install.js', 'index.js', 'checksums.json'])
    cpSync(join(electronFolder(), file), join(folder, file))
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(
      fileURLToPath(new URL(`../node_modules/${scope}`, import.meta.url)),
      join(home, 'node_modules', scope),
      'junction',
    )
  asked = []
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  vi.stubEnv('electron_config_cache', join(home, 'cache'))
  vi.stubEnv('electron_use_remote_checksums', '1')
  for (const proxy of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(proxy, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

const whole: Answer = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === '"1"'
  if (from === 0 || !isSame)
    return void response.writeHead(200, { 'content-length': zip.length, etag: '"1"' }).end(zip)
  response.writeHead(206, {
    'content-length': zip.length - from,
    'content-range': `bytes ${from}-${zip.length - 1}/${zip.length}`,
    etag: '"1"',
  })
  response.end(zip.subarray(from))
}
/** Bytes of the unfinished file. */
function partSize(): number {
  const parts = join(home, 'parts')
  const file = existsSync(parts) ? readdirSync(parts).find((one) => one.endsWith('.part')) : undefined
  return file === undefined ? 0 : (statSync(join(parts, file), { throwIfNoEntry: false })?.size ?? 0)
}
/** The head and the first bytes of the file, then closes the connection. */
const cutAfter =
  (bytes: number, etag = '"1"'): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': zip.length, etag })
    response.write(zip.subarray(0, bytes))
    // Bytes in transit would be lost: closes once these bytes have reached the disk.
    const cut = (): void => {
      if (partSize() >= bytes) response.destroy()
      else if (!response.destroyed) setTimeout(cut, 10)
    }
    cut()
  }
const silentAfter =
  (bytes: number): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': zip.length, etag: '"1"' })
    response.write(zip.subarray(0, bytes))
  }
const status =
  (code: number): Answer =>
  (_request, response) =>
    void response.writeHead(code).end()

async function fetchIt(stallMs = 20_000): Promise<{ isThere: boolean; printed: string; shown: number[] }> {
  const printed: string[] = []
  const shown: number[] = []
  const isThere = await fetchElectronInto({
    folder,
    parts: join(home, 'parts'),
    stallMs,
    retryMs: 1,
    say: (text) => void printed.push(text),
    show: (have) => void shown.push(have),
  })
  return { isThere, printed: printed.join('\n'), shown }
}

test('downloads it completely, with progress, and only once', async () => {
  answers = [whole]
  const first = await fetchIt()
  expect(first).toMatchObject({ isThere: true, printed: '' })
  expect(first.shown.at(-1)).toBe(zip.length)
  expect(electronBinary(folder, {})).toBe(join(folder, 'dist', name))
  expect((await fetchIt()).isThere).toBe(true)
  expect(asked).toEqual([undefined])
  expect(readdirSync(join(home, 'parts'))).toEqual([])
})

test('resumes after cuts', async () => {
  answers = [cutAfter(100_000), whole]
  expect((await fetchIt()).isThere).toBe(true)
  expect(asked).toEqual([undefined, 'bytes=100000-'])
})

test('treats a stalled connection as a cut', async () => {
  answers = [silentAfter(50_000), whole]
  expect((await fetchIt(3000)).isThere).toBe(true)
  expect(asked).toEqual([undefined, 'bytes=50000-'])
})

test('keeps what has arrived for the next run', async () => {
  answers = [cutAfter(100_000), status(503)]
  const cut = await fetchIt()
  expect(cut.isThere).toBe(false)
  expect(cut.printed).toContain('503')
  expect(cut.printed).toContain('is kept')
  asked = []
  answers = [whole]
  expect((await fetchIt()).isThere).toBe(true)
  expect(asked).toEqual(['bytes=100000-'])
})

test('downloads a changed file from its start', async () => {
  answers = [cutAfter(100_000, '"0"'), whole]
  expect((await fetchIt()).isThere).toBe(true)
})

test('downloads all of it if the server cannot resume or rejects the range', async () => {
  answers = [cutAfter(100_000), (_request, response) => void response.end(zip)]
  expect((await fetchIt()).isThere).toBe(true)
  rmSync(join(folder, 'path.txt'))
  rmSync(join(home, 'cache'), { recursive: true })
  answers = [cutAfter(100_000), status(416), whole]
  expect((await fetchIt()).isThere).toBe(true)
})

test('does not retry a missing file', async () => {
  answers = [status(404)]
  const { isThere, printed } = await fetchIt()
  expect(isThere).toBe(false)
  expect(printed).toMatch(
    /^Electron could not be fetched from http:\/\/127.*: the answer was 404 Not Found\n/,
  )
  expect(printed).toContain('ELECTRON_MIRROR')
  expect(asked).toHaveLength(1)
})

test('a file with a wrong checksum is neither unpacked nor kept', async () => {
  // Electron's own list of checksums does not contain the stub.
  vi.stubEnv('electron_use_remote_checksums', undefined)
  answers = [whole]
  const { isThere, printed } = await fetchIt()
  expect(isThere).toBe(false)
  expect(printed).toContain('did not match expected checksum')
  expect(printed).not.toContain('is kept')
  expect(existsSync(join(folder, 'dist'))).toBe(false)
})

test('uses the proxy of the environment if the mirror cannot be reached otherwise', async () => {
  answers = [cutAfter(100_000), whole]
  const tunnels: (string | undefined)[] = []
  const { port } = server.address() as AddressInfo
  const proxy = createServer().on('connect', ({ url }, socket: Socket) => {
    tunnels.push(url)
    const line = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      line.pipe(socket).pipe(line)
    })
    socket.on('error', () => line.destroy())
    line.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  // A separate process, like the script: the proxy is set up for all its fetches.
  const script = `
    const { fetchElectronInto } = await import(process.argv[1])
    const order = { folder: process.argv[2], parts: process.argv[3], stallMs: 20000, retryMs: 1 }
    const isThere = await fetchElectronInto({ ...order, say: console.error, show() {} })
    process.exit(isThere ? 0 : 1)`
  const module = new URL('fetch-electron.mjs', import.meta.url).href
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', script, module, folder, join(home, 'parts')],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        ELECTRON_MIRROR: 'http://mirror.invalid/',
        http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      },
    },
  )
  const end = await new Promise((resolve) => child.on('close', resolve))
  proxy.close()
  expect(end).toBe(0)
  expect(asked).toEqual([undefined, 'bytes=100000-'])
  expect(new Set(tunnels)).toEqual(new Set(['mirror.invalid:80']))
})

test('detects and repeats an interrupted unpacking', async () => {
  answers = [whole]
  mkdirSync(join(folder, 'dist', name, '..'), { recursive: true })
  writeFileSync(join(folder, 'dist', name), 'half')
  writeFileSync(join(folder, 'dist/left-over'), '')
  expect(electronBinary(folder, {})).toBeNull()
  expect((await fetchIt()).isThere).toBe(true)
  expect(readFileSync(join(folder, 'dist', name)).length).toBe(300_000)
  expect(existsSync(join(folder, 'dist/left-over'))).toBe(false)
})

test.each([
  ['nothing', {}, null],
  ['all', { 'dist/version': `v${version}`, 'path.txt': name, program: '' }, 'dist'],
  ['no path.txt', { 'dist/version': version, program: '' }, null],
  ['another version', { 'dist/version': '1.0.0', 'path.txt': name, program: '' }, null],
  ['no program', { 'dist/version': version, 'path.txt': name }, null],
])('with %s of it present', (_what, files: Record<string, string>, where) => {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file === 'program' ? join('dist', name) : file)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
  }
  expect(electronBinary(folder, {})).toBe(where === null ? null : join(folder, where, name))
  // A binary built elsewhere needs none of them.
  expect(electronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: home })).toBeNull()
  mkdirSync(join(home, name, '..'), { recursive: true })
  writeFileSync(join(home, name), '')
  expect(electronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: home })).toBe(join(home, name))
})

/** A zip of uncompressed files (PKWARE, APPNOTE.TXT, 4.3). */
function zipOf(files: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const file = Buffer.from(path)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(file.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, file, content])
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(0x03_14, 4)
    shared.copy(central, 6)
    central.writeUInt32LE((0o100_755 << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, file)
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}
