import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { makeRecordings } from '../../../demo/recordings.ts'
import { startDemo } from '../../../demo/service.ts'
import type { Catalogue } from '../../../i18n/catalogue.ts'
import { texts as pseudoTexts } from '../../../i18n/en-XA/index.ts'
import { entryOf, type Language } from '../../../i18n/languages.ts'
import { toOrdered } from '../../../renderer/model/estimate.ts'
import { addressOf, type PageName } from '../../../renderer/navigation.ts'
import { call } from '../call.ts'
import { type OpenApp, openApp, type OpenOptions } from '../app.ts'
import { filmOf, pictureOf } from '../minutes/codes.ts'
import { openLine } from '../minutes/line.ts'
import { fault, signInTo } from '../steps.ts'
import { fillArchive, untilNoneRuns } from './archive-world.ts'
import type { Scene, World } from './scenes.ts'

/** Half past two on a Friday afternoon in Shanghai. */
const NOW = new Date('2026-11-20T14:30:00+08:00')
const ZONE = 'Asia/Shanghai'

/** A fixed path: the demo's address and the folder shown in the settings depend on it. */
const home = join(tmpdir(), 'meetkeep-pictures')
const saveTo = join(home, 'Meetings')

export async function makeHome(): Promise<void> {
  await rm(home, { recursive: true, force: true })
  await mkdir(saveTo, { recursive: true })
}

export const removeHome = (): Promise<void> => rm(home, { recursive: true, force: true })

export interface OpenWorld {
  app: OpenApp
  close(): Promise<void>
}

export interface WorldOptions extends Pick<OpenOptions, 'folder'> {
  width: number
  height: number
}

/** Opens the app in a world, in English; its state folder has been created before. */
export const openWorld = (world: World, options: WorldOptions): Promise<OpenWorld> => openers[world](options)

const openers: Record<World, (options: WorldOptions) => Promise<OpenWorld>> = {
  async 'signed-out'(options) {
    const app = await open({ home }, options)
    return { app, close: app.close }
  },
  async demo(options) {
    const film = join(home, 'film.y4m')
    const code = await pictureOf('https://meeting-room.example.com/wifi?room=3F')
    await writeFile(film, await filmOf(code, { left: 150, top: 70 }))
    // The demo names its administrator in the system's language.
    const app = await open({ home, demo: true, film, env: { LC_ALL: 'zh_CN.UTF-8' } }, options)
    await saveSome(app)
    return { app, close: app.close }
  },
  async archive(options) {
    const recordings = makeRecordings(NOW.getTime())
    const service = await startDemo({ recordings, now: onThatDay() })
    const app = await open({ home: join(home, 'archive') }, options)
    await signInTo(app, service)
    await app.answerDialog(saveTo)
    await call(app.page, 'settings.chooseFolder')
    await fillArchive(app, { url: service.url, recordings })
    return {
      app,
      async close() {
        await app.close()
        await service.close()
      },
    }
  },
  async rules(options) {
    const service = await startDemo({ now: onThatDay() })
    const app = await open({ home: join(home, 'rules') }, options)
    await signInTo(app, service)
    const folder = join(home, 'Archive')
    await mkdir(folder, { recursive: true })
    await app.answerDialog(folder)
    await call(app.page, 'settings.chooseFolder')
    await saveByRule(app, folder)
    return {
      app,
      async close() {
        await app.close()
        await service.close()
      },
    }
  },
  async offline(options) {
    const service = await startDemo({ now: onThatDay() })
    const line = await openLine(Number(new URL(service.url).port))
    const app = await open({ home: join(home, 'offline') }, options)
    const { codes } = (await (await fetch(`${service.url}/demo/codes`)).json()) as {
      codes: Record<'save-minutes' | 'save-minutes-photo', string>
    }
    await signInTo(app, { ...service, url: line.url })
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

/** Saves what a rule asks for. */
async function saveByRule({ page }: OpenApp, folder: string): Promise<void> {
  await call(page, 'rules.save', {
    ...{ id: 'r-1', name: '全部录制', isOn: true, folder, allUsers: true, schedulers: [], search: '' },
    ...{ exclude: [], minSeconds: 0, fileTypes: ['Hd', 'Aux'], nameTemplate: null },
    since: { kind: 'days', days: 180 },
    schedule: { kind: 'at', times: ['18:00'], zone: null },
    ...{ lookBackHours: 24, waitMinutes: 0 },
  })
  const hasRun = async () => {
    const state = (await call(page, 'rules.list')).states[0]
    return state?.phase === 'idle' && state.lastPass !== null && state.coverage !== null
  }
  await call(page, 'rules.act', { id: 'r-1', action: 'run' })
  while (!(await hasRun())) await page.waitForTimeout(200)
}

/** A clock that is on the same day as the app. */
function onThatDay(): () => number {
  const shift = NOW.getTime() - Date.now()
  return () => Date.now() + shift
}

async function open(options: OpenOptions, { width, height, folder }: WorldOptions): Promise<OpenApp> {
  const clock = new URL('fixed-clock.mjs', import.meta.url).href
  const app = await openApp({
    ...options,
    ...(folder === undefined ? {} : { folder }),
    timeZone: ZONE,
    env: { ...options.env, NODE_OPTIONS: `--import ${clock}`, MEETKEEP_PICTURES_NOW: String(NOW.getTime()) },
  })
  await app.page.setViewportSize({ width, height })
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await app.page.clock.setFixedTime(NOW)
  return app
}

/** Shows a scene in a language: reloads the app, then runs the scene. */
export async function showScene(
  { app }: OpenWorld,
  scene: Pick<Scene, 'open'>,
  language: Language,
): Promise<void> {
  const { page } = app
  await page.reload()
  await page.locator(`html[lang=${language}]`).waitFor()
  await scene.open({ ...app, words: await textsOf(language), show: (name, place) => show(page, name, place) })
}

/** The pseudo-language is listed only in a build that includes it. */
async function textsOf(language: Language): Promise<Catalogue> {
  return language === 'en-XA' ? pseudoTexts : (await entryOf(language).load()).texts
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

/** Resolves once nothing is loading and every picture on the page is complete. */
export async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true], [data-loading]') === null &&
      [...document.images].every((image) => image.complete),
  )
}

/** Some saved recordings, one that no longer exists, and a slow one. */
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
    const ordered = recordings.filter((one) => one.subject === topic).map((one) => toOrdered(one, fileTypes))
    await call(page, 'orders.place', { recordings: ordered, fileTypes, scope: null })
  }
  await add('Weekly sync', ['Hd', 'Aux'])
  await add('设计走查', ['Hd', 'Aux'])
  await add('技术分享：分布式存储', ['Hd'])
  await untilNoneRuns(page)
  await fault(app, { kind: 'status', status: 404, times: 5 })
  await add('供应商例会', ['Hd'])
  await untilNoneRuns(page)
  await fetch(`${app.demoUrl}/demo/faults`, { method: 'DELETE' })
  // Slow enough to stay active while the pictures are taken.
  await fault(app, { kind: 'slow', bytesPerSecond: 120_000, times: 50 })
  await add('员工大会', ['Hd', 'Aux'])
}
