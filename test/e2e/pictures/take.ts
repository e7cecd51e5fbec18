import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { CallInput, CallName, CallOutput, CallResult } from '../../../contract/ipc.ts'
import { entryOf, type Language, LANGUAGE_TAGS } from '../../../i18n/languages.ts'
import { addressOf, type PageName } from '../../../renderer/navigation.ts'
import { startDemo } from '../../../demo/service.ts'
import { type OpenApp, openApp, type OpenOptions } from '../app.ts'
import { filmOf, pictureOf } from '../minutes/codes.ts'
import { openLine } from '../minutes/line.ts'
import { fault, signInTo } from '../steps.ts'
import { gallery } from './gallery.ts'
import { SCENES, type Scene, type World } from './scenes.ts'

// `npm run pictures`: takes the pictures of the documentation from the sample meetings, always on the same day.
const languages = LANGUAGE_TAGS.toSorted()
const THEMES = ['light', 'dark'] as const
/** Two thirty in the afternoon of a Friday in Shanghai. */
const NOW = new Date('2026-11-20T14:30:00+08:00')
const ZONE = 'Asia/Shanghai'

const { MEETKEEP_PICTURES: only = '', MEETKEEP_PICTURES_SIZE: size = '1280x800' } = process.env
const folder =
  process.env['MEETKEEP_PICTURES_TO'] ?? fileURLToPath(new URL('../../../docs/pictures', import.meta.url))
const wanted = only === '' ? SCENES : SCENES.filter(({ name }) => only.split(',').includes(name))
const isWhole = only === '' && process.env['MEETKEEP_PICTURES_TO'] === undefined

/** Always the same place: the demo's address and the folder shown in the settings come from it. */
const home = join(tmpdir(), 'meetkeep-pictures')
const saveTo = join(home, 'Meetings')

beforeAll(async () => {
  await rm(home, { recursive: true, force: true })
  await mkdir(saveTo, { recursive: true })
  await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  if (isWhole) await writeFile(join(folder, 'README.md'), gallery(SCENES, languages, THEMES))
  await rm(home, { recursive: true, force: true })
})

const scenesOf = (world: World) => wanted.filter((scene) => (scene.world ?? 'demo') === world)
const WORLDS: readonly World[] = ['signed-out', 'offline', 'demo']

describe.each(WORLDS.filter((world) => scenesOf(world).length > 0))('%s', (world) => {
  let opened: { app: OpenApp; close(): Promise<void> }
  beforeAll(async () => {
    opened = await openers[world]()
  }, 120_000)
  afterAll(() => opened?.close())

  describe.each(languages)('%s', (language) => {
    beforeAll(() => call(opened.app.page, 'settings.set', { language }))
    test.each(scenesOf(world))('$name', (scene) => take(opened.app, scene, language), 60_000)
  })
})

const openers: Record<World, () => Promise<{ app: OpenApp; close(): Promise<void> }>> = {
  async 'signed-out'() {
    const app = await open({ home })
    return { app, close: app.close }
  },
  async demo() {
    const film = join(home, 'film.y4m')
    const code = await pictureOf('https://meeting-room.example.com/wifi?room=3F')
    await writeFile(film, await filmOf(code, { left: 150, top: 70 }))
    // The demo gives its administrator a name in the system's language.
    const app = await open({ home, demo: true, film, env: { LC_ALL: 'zh_CN.UTF-8' } })
    await saveSome(app)
    return { app, close: app.close }
  },
  async offline() {
    // Of the same day as the app.
    const shift = NOW.getTime() - Date.now()
    const service = await startDemo({ now: () => Date.now() + shift })
    const line = await openLine(Number(new URL(service.url).port))
    const app = await open({ home: join(home, 'offline') })
    const { codes } = (await (await fetch(`${service.url}/demo/codes`)).json()) as {
      codes: Record<'save-minutes' | 'save-minutes-photo', string>
    }
    await signInTo(app.page, { ...service, url: line.url })
    await call(app.page, 'minutes.save', { text: codes['save-minutes-photo'] })
    await line.cut()
    await call(app.page, 'minutes.save', { text: codes['save-minutes'] })
    return {
      app,
      async close() {
        await app.close()
        await line.close()
        await service.close()
      },
    }
  },
}

async function open(options: OpenOptions): Promise<OpenApp> {
  const clock = new URL('fixed-clock.mjs', import.meta.url).href
  const app = await openApp({
    ...options,
    timeZone: ZONE,
    env: { ...options.env, NODE_OPTIONS: `--import ${clock}`, MEETKEEP_PICTURES_NOW: String(NOW.getTime()) },
  })
  const [width = 1280, height = 800] = size.split('x').map(Number)
  await app.page.setViewportSize({ width, height })
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await app.page.clock.setFixedTime(NOW)
  return app
}

async function take(app: OpenApp, scene: Scene, language: Language): Promise<void> {
  const { page } = app
  await page.reload()
  await page.locator(`html[lang=${language}]`).waitFor()
  const { texts: words } = await entryOf(language).load()
  await scene.open({ ...app, words, show: (name, place) => show(page, name, place) })
  for (const theme of THEMES) {
    await call(page, 'settings.set', { theme })
    await page.locator(`html[data-theme=${theme}]`).waitFor()
    await settled(page)
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    // A window has few colours: 128 of them are a third of the bytes, and nobody sees it.
    const picture = sharp(shot).png({ palette: true, colours: 128, dither: 0, effort: 10 })
    await picture.toFile(join(folder, `${scene.name}.${language}.${theme}.png`))
  }
}

async function show(page: Page, name: PageName, place?: string): Promise<void> {
  await page.evaluate(
    (address) => {
      location.hash = address
    },
    addressOf(name, place),
  )
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
}

/** Nothing is being loaded, and every picture on the page is there. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true], [data-loading]') === null &&
      [...document.images].every((image) => image.complete),
  )
}

/** Some recordings saved, one that is not found any more, one that takes its time. */
async function saveSome(app: OpenApp): Promise<void> {
  const { page } = app
  await app.answerDialog(saveTo)
  await call(page, 'settings.chooseFolder')
  const order = {
    from: '2026-10-22T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
    search: '',
    allUsers: true,
  }
  const { items: recordings } = await call(page, 'recordings.page', { query: order, index: 0 })
  const add = async (topic: string, fileTypes: string[]): Promise<void> => {
    const confUUIDs = recordings.filter((one) => one.subject === topic).map((one) => one.confUUID)
    await call(page, 'downloads.addRecordings', { confUUIDs, fileTypes })
  }
  const untilNoneRuns = async (): Promise<void> => {
    const isBusy = async () =>
      (await call(page, 'downloads.list')).some(({ state }) => !ENDED.includes(state))
    while (await isBusy()) await page.waitForTimeout(200)
  }
  await add('Weekly sync', ['Hd', 'Aux'])
  await add('设计走查', ['Hd', 'Aux'])
  await add('技术分享：分布式存储', ['Hd'])
  await untilNoneRuns()
  await fault(app, { kind: 'status', status: 404, times: 5 })
  await add('供应商例会', ['Hd'])
  await untilNoneRuns()
  await fetch(`${app.demoUrl}/demo/faults`, { method: 'DELETE' })
  // Slow enough to be under way for as long as pictures are taken.
  await fault(app, { kind: 'slow', bytesPerSecond: 120_000, times: 50 })
  await add('员工大会', ['Hd', 'Aux'])
}
const ENDED: readonly string[] = ['saved', 'failed']

/** Asks the app's main process as the page does. */
async function call<C extends CallName>(page: Page, name: C, input?: CallInput<C>): Promise<CallOutput<C>> {
  const result = (await page.evaluate(
    ([channel, message]) => {
      const { meetkeep } = globalThis as unknown as { meetkeep: { call(...of: unknown[]): Promise<unknown> } }
      return meetkeep.call(channel, message)
    },
    [name, input] as const,
  )) as CallResult<C>
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`)
  return result.value
}
