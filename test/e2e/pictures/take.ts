import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type Language, LANGUAGE_TAGS } from '../../../i18n/languages.ts'
import { buildPseudoApp } from '../../../scripts/pseudo-language.mjs'
import { call } from '../call.ts'
import { gallery } from './gallery.ts'
import { SCENES, type Scene, type World } from './scenes.ts'
import { makeHome, openWorld, type OpenWorld, removeHome, settled, showScene } from './worlds.ts'

// `npm run pictures`: takes the documentation's pictures of the sample meetings, always on the same day.
const THEMES = ['light', 'dark'] as const
const { MEETKEEP_PICTURES: only = '', MEETKEEP_PICTURES_SIZE: size = '1280x800' } = process.env
const asked = process.env['MEETKEEP_PICTURES_LANGUAGE'] as Language | undefined
const languages = asked === undefined ? LANGUAGE_TAGS.toSorted() : [asked]
const to = process.env['MEETKEEP_PICTURES_TO']
const folder = to ?? fileURLToPath(new URL('../../../docs/pictures', import.meta.url))
const wanted = only === '' ? SCENES : SCENES.filter(({ name }) => only.split(',').includes(name))
const isWhole = only === '' && asked === undefined && to === undefined
const [width = 1280, height = 800] = size.split('x').map(Number)

beforeAll(async () => {
  await makeHome()
  await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  if (isWhole) await writeFile(join(folder, 'README.md'), gallery(SCENES, languages, THEMES))
  await removeHome()
})

const scenesOf = (world: World) => wanted.filter((scene) => (scene.world ?? 'demo') === world)
const WORLDS: readonly World[] = ['signed-out', 'offline', 'archive', 'rules', 'demo']

describe.each(WORLDS.filter((world) => scenesOf(world).length > 0))('%s', (world) => {
  let opened: OpenWorld
  beforeAll(async () => {
    const pseudo = asked === 'en-XA' ? { folder: await buildPseudoApp() } : {}
    opened = await openWorld(world, { width, height, ...pseudo })
  }, 120_000)
  afterAll(() => opened?.close())

  describe.each(languages)('%s', (language) => {
    beforeAll(() => call(opened.app.page, 'settings.set', { language }))
    test.each(scenesOf(world))('$name', (scene) => take(opened, scene, language), 60_000)
  })
})

async function take(opened: OpenWorld, scene: Scene, language: Language): Promise<void> {
  const { page } = opened.app
  await showScene(opened, scene, language)
  for (const theme of THEMES) {
    await call(page, 'settings.set', { theme })
    await page.locator(`html[data-theme=${theme}]`).waitFor()
    await settled(page)
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    // A window has few colours: 128 of them take a third of the bytes without visible loss.
    const picture = sharp(shot).png({ palette: true, colours: 128, dither: 0, effort: 10 })
    await picture.toFile(join(folder, `${scene.name}.${language}.${theme}.png`))
  }
}
