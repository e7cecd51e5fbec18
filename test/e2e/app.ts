import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { demoPort } from '../../main/shell/demo.ts'
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs'
import { electronBinary } from '../../scripts/electron-binary.mjs'
import { openInElectron } from './open-in-electron.ts'
import type { OpenApp, Opened } from './opened.ts'
import { problemsOf } from './page-problems.ts'

export type { OpenApp } from './opened.ts'

export interface OpenOptions {
  /** State folder; a new empty one by default. */
  home?: string
  /** Signed in to the embedded demo service. */
  demo?: boolean
  /** Additional arguments. */
  args?: string[]
  locale?: 'en-US' | 'zh-CN'
  /** IANA name; the system's by default. */
  timeZone?: string
  /** The platform that main assumes, for a test of another system. */
  platform?: NodeJS.Platform
  /** A film (Y4M file) that its only camera plays in a loop; without it there are two unusable cameras. */
  film?: string
  env?: Record<string, string>
  /** A build other than the packaged one. */
  folder?: string
}

/** The output of `npm run package:stub`. */
const EXTRACTED = fileURLToPath(new URL('../../out/e2e/app', import.meta.url))

export async function openApp(options: OpenOptions = {}): Promise<OpenApp> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'meetkeep-')))
  const { timeZone, locale = 'en-US', folder = EXTRACTED } = options
  const zone = timeZone === undefined ? {} : { TZ: timeZone }
  const env = { ...process.env, ...zone, ...options.env, MEETKEEP_HOME: home } as Record<string, string>
  const args = [...(options.demo === true ? ['--demo'] : []), ...(options.args ?? [])]
  const binary = wantedElectron()
  const opened = await (binary === null
    ? openInStandIn(args, env, locale, options)
    : openInElectron(
        binary,
        [folder, `--lang=${locale}`, ...camerasOf(options.film), ...args],
        env,
        options.platform,
      ))
  const tidy = async (): Promise<void> => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true })
  }
  return {
    ...opened,
    home,
    startAgain: (...more) =>
      new Promise((resolve) => {
        const program = binary ?? process.execPath
        const main = binary === null ? join(folder, 'out/main/index.js') : folder
        spawn(program, [main, ...more], { env, stdio: 'ignore' }).once('exit', () => resolve())
      }),
    demoUrl: `http://127.0.0.1:${demoPort(home)}`,
    close: () => opened.close().then(tidy),
    quit: opened.quit,
    ended: opened.ended,
    kill: opened.kill,
  }
}

/** The binary to run, or null for the stand-in. If Electron is requested there is no fallback. */
function wantedElectron(): string | null {
  if (process.env['MEETKEEP_DRIVER'] !== 'electron') return null
  const binary = electronBinary()
  if (binary === null) throw new Error('There is no Electron here: npm run test:electron fetches it')
  return binary
}

/** Fake cameras that need no hardware and no permission. */
const camerasOf = (film: string | undefined): string[] =>
  film === undefined
    ? ['--use-fake-device-for-media-stream=device-count=2']
    : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]

const platformModule = (value: string): string =>
  `data:text/javascript,${encodeURIComponent(`Object.defineProperty(process, 'platform', { value: '${value}' })`)}`

async function openInStandIn(
  args: string[],
  env: Record<string, string>,
  locale: string,
  { timeZone: timezoneId, film, platform, folder = EXTRACTED }: OpenOptions,
): Promise<Opened> {
  const another = platform === undefined ? [] : ['--import', platformModule(platform)]
  const child = spawn(process.execPath, [...another, join(folder, 'out/main/index.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S+\/\?key=\S+/.exec(said)
      if (found !== null) resolve(found[0])
    })
    void ended.then(() => reject(new Error(`The app ended before it was open: ${said}`)))
  })
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium was found')
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, '--use-fake-ui-for-media-stream', ...camerasOf(film)],
    // Users have scroll bars that take up space.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 800 },
    ...(timezoneId === undefined ? {} : { timezoneId }),
  })
  const page = await context.newPage()
  const problems = problemsOf(page)
  await page.goto(address)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
    await browser.close()
  }
  return {
    page,
    driver: 'stand-in',
    electron: null,
    problems,
    async answerDialog(path) {
      // The question is asked later, on the click; if the page closes first, the answer is lost.
      const form = page.locator('dialog[data-standin=path]')
      void form
        .locator('input')
        .fill(path)
        .then(() => form.locator('button[value=ok]').click())
        .catch(() => undefined)
      await Promise.resolve()
    },
    async answerQuestion(answer) {
      const buttons = page.locator('dialog[data-standin=question] button')
      // The first button is placed last.
      const pressed = (answer === 'accept' ? buttons.last() : buttons.first()).click()
      return await Promise.resolve({ answered: pressed.catch(() => undefined) })
    },
    showOnScreen: (png) =>
      page.evaluate(
        async (base64) => {
          if (base64 === null) {
            navigator.mediaDevices.getDisplayMedia = () =>
              Promise.reject(new DOMException('nothing was chosen', 'NotAllowedError'))
            return
          }
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const { width, height } = bitmap
          const canvas = Object.assign(document.createElement('canvas'), { width, height })
          const drawing = canvas.getContext('2d')
          const draw = (): void => {
            drawing?.drawImage(bitmap, 0, 0)
            requestAnimationFrame(draw)
          }
          draw()
          navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(canvas.captureStream(20))
        },
        png?.toString('base64') ?? null,
      ),
    refuseScreen: (by) =>
      page.evaluate((refusal) => {
        navigator.mediaDevices.getDisplayMedia = () =>
          Promise.reject(new DOMException(`Permission denied by ${refusal}`, 'NotAllowedError'))
      }, by),
    async desktop() {
      const desktop = await context.newPage()
      await desktop.goto(`${address.slice(0, address.indexOf('?'))}_standin/desktop`)
      return desktop
    },
    // A browser opens no system program: the stand-in shows the address.
    opened: () => page.locator('[data-standin=line]').allTextContents(),
    dragged: async () =>
      (await page.locator('[data-standin=line]').allTextContents()).flatMap((line) => line.split(', ')),
    quit: () => Promise.resolve(void child.kill('SIGINT')),
    ended: () => ended,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}
