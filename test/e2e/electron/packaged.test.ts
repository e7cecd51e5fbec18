import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../proxies.ts'
import { startProblems } from '../../verdicts/packaged-start.ts'
import { pageProcessOf, processFacts, sandboxProblems } from '../../../main/self-test/sandbox-facts.ts'
import { openApp } from '../app.ts'
import { durableIn, filesIn, isWholeFilm } from '../saved-files.ts'
import { callsOf, download, fault } from '../steps.ts'

// The package built by `npm run test:electron` on the real Electron. test/integration/package.test.ts reads every fuse;
// here the program has to obey them.
const packed = fileURLToPath(new URL('../../../out/package-electron', import.meta.url))
const unpacked = readdirSync(packed).find((name) => /-unpacked$|^mac/.test(name)) ?? ''
const PROGRAM: NodeJS.Dict<string> = {
  darwin: 'Meetkeep.app/Contents/MacOS/Meetkeep',
  win32: 'Meetkeep.exe',
  linux: 'meetkeep',
}
const ARCHIVE: NodeJS.Dict<string> = { darwin: 'Meetkeep.app/Contents/Resources/app.asar' }
const programIn = (folder: string): string => join(folder, unpacked, PROGRAM[process.platform] ?? '')
const archiveIn = (folder: string): string =>
  join(folder, unpacked, ARCHIVE[process.platform] ?? 'resources/app.asar')

let folder = ''
let home = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meetkeep-packaged-'))
  home = join(folder, 'home')
})
// Windows releases a program's files shortly after it exits.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))

/** Starts the packaged program on a separate state folder. */
function start(args: string[], { program = programIn(packed), env = {} } = {}) {
  const child = spawn(program, args, {
    env: { ...process.env, ...env, MEETKEEP_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const end = (): Promise<number | null> => {
    child.kill()
    return ended
  }
  return { pid: child.pid ?? 0, ended, end, said: () => said }
}

/** Chromium creates it for the first loaded page: the window is open then. */
const hasWindow = (): boolean => existsSync(join(home, 'Local Storage'))

test('the program has the configured fuses', async () => {
  const wire = await getCurrentFuseWire(programIn(packed))
  // The wire contains digits.
  expect(wire[FuseV1Options.RunAsNode]).toBe('0'.charCodeAt(0))
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe('1'.charCodeAt(0))
})

test('opens as the app, and cannot be run as Node', async () => {
  const ranAsNode = join(folder, 'ran-as-node')
  const text = `require('node:fs').writeFileSync(${JSON.stringify(ranAsNode)}, '')`
  const { end } = start(['-e', text], { env: { ELECTRON_RUN_AS_NODE: '1' } })
  // The app first creates its state folder; Node would run the code and exit.
  await expect.poll(() => existsSync(home) || existsSync(ranAsNode), { timeout: 60_000 }).toBe(true)
  expect(existsSync(ranAsNode)).toBe(false)
  await end()
})

test('accepts no debugger, neither Chromium’s nor Node’s', async () => {
  const [page, main] = [await freePort(), await freePort()]
  const { said, end } = start([`--remote-debugging-port=${page}`, `--inspect=${main}`])
  await expect.poll(hasWindow, { timeout: 60_000 }).toBe(true)
  for (const port of [page, main]) expect(await isAnswered(port), String(port)).toBe(false)
  expect(existsSync(join(home, 'DevToolsActivePort'))).toBe(false)
  expect(said()).not.toMatch(/(?:DevTools|Debugger) listening/)
  await end()
})

test('does not start from a modified archive', async ({ skip }) => {
  if (process.platform === 'linux') skip('Electron checks the archive on Windows and macOS alone')
  await cp(join(packed, unpacked), join(folder, unpacked), { recursive: true, verbatimSymlinks: true })
  // The copy starts: otherwise the rest of the test would prove nothing.
  const { end } = start([], { program: programIn(folder) })
  await expect.poll(hasWindow, { timeout: 60_000 }).toBe(true)
  await end()
  await rm(home, { recursive: true, maxRetries: 10, retryDelay: 200 })

  await changeHeader(archiveIn(folder))
  expect(await start([], { program: programIn(folder) }).ended).not.toBe(0)
  expect(hasWindow()).toBe(false)
})

// A packaged program accepts no debugger, so nothing is clicked here: an unpackaged start has left a download
// unfinished, and the results of the packaged start show whether page and worker ran.
test('shows its page, and a worker from its archive saves the requested download', async () => {
  const films = join(folder, 'films')
  await mkdir(films)
  const before = await openApp({ demo: true, home })
  await fault(before, { kind: 'slow', bytesPerSecond: 1_000_000 })
  await before.answerDialog(films)
  await download(before, ['技术分享：分布式存储'], ['Hd'])
  await expect.poll(() => durableIn(films)).toBeGreaterThan(0)
  await before.kill()
  expect((await filesIn(films)).saved).toEqual([])
  await rm(join(home, 'logs'), { recursive: true, force: true })

  const { pid, end } = start(['--demo'])
  const lookedAt = async (): Promise<string[]> => {
    const { saved, unfinished } = await filesIn(films)
    const whole = await Promise.all(saved.map(isWholeFilm))
    const log = await readFile(join(home, 'logs', 'meetkeep.log'), 'utf8').catch(() => '')
    return startProblems({
      calls: await callsOf(before).catch(() => []),
      files: [...saved, ...unfinished],
      wholeFilms: whole.filter(Boolean).length,
      log: log.split('\n').filter((line) => line !== ''),
    })
  }
  await expect.poll(lookedAt, { timeout: 60_000 }).toEqual([])
  if (process.platform === 'linux') {
    const page = pageProcessOf(pid)
    if (page === null) throw new Error('the packaged program has no page')
    expect(sandboxProblems({ program: processFacts(pid), page: processFacts(page) })).toEqual([])
  }
  await end()
})

function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      .once('error', () => resolve(false))
  })
}

/** Changes the hash of one file: an archive of the same length, but not the one the program expects. */
async function changeHeader(file: string): Promise<void> {
  const bytes = await readFile(file)
  const at = bytes.indexOf('"hash":"') + '"hash":"'.length
  const digit = bytes.toString('latin1', at, at + 1) === '0' ? '1' : '0'
  const handle = await open(file, 'r+')
  await handle.write(digit, at, 'latin1')
  await handle.close()
}
