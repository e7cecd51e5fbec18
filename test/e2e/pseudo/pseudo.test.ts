import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NAME_PLACEHOLDERS } from '../../../contract/name-template.ts'
import { entryOf, LANGUAGE_TAGS } from '../../../i18n/languages.ts'
import { readChangelog } from '../../../renderer/model/changelog.ts'
import { buildPseudoApp } from '../../../scripts/pseudo-language.mjs'
import { SCENES, type World } from '../pictures/scenes.ts'
import { makeHome, openWorld, type OpenWorld, removeHome, settled, showScene } from '../pictures/worlds.ts'
import { call } from '../call.ts'
import { OPEN_SURFACES } from './open-surfaces.ts'
import { hardCoded, stringsIn } from './hard-coded.ts'
import { clippedAtRest, textsOn } from './texts-on-page.ts'

/** The initial and the minimum window size (main/shell/window.ts). */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]
const WORLDS: readonly World[] = ['signed-out', 'offline', 'demo']

/** Neither a text of the app nor an answer of main. */
const NAMES = [
  'Meetkeep',
  ...LANGUAGE_TAGS.flatMap((tag) => [entryOf(tag).command, entryOf(tag).name, '(Chinese)', '(English)']),
  ...NAME_PLACEHOLDERS.map((name) => `{${name}}`),
  // The content of the scenes' codes, and examples in fields.
  'https://meeting-room.example.com/wifi?room=3F',
  'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&…',
  'https://',
]

let folder = ''
beforeAll(async () => {
  folder = await buildPseudoApp()
  await makeHome()
}, 120_000)
afterAll(removeHome)

describe.each(WORLDS)('fits texts longer than any translation, %s', (world) => {
  const data = new Set(NAMES)
  let opened: OpenWorld
  beforeAll(async () => {
    // A language without release notes of its own shows the English ones.
    const notes = await readFile(new URL('../../../CHANGELOG.md', import.meta.url), 'utf8')
    for (const text of stringsIn(readChangelog(notes))) data.add(text)
    opened = await openWorld(world, { folder, ...SIZES[0]! })
    const { page } = opened.app
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        for (const text of stringsIn(JSON.parse(String(payload)))) data.add(text)
      }),
    )
    await call(page, 'settings.set', { language: 'en-XA' })
  }, 120_000)
  afterAll(() => opened?.close())

  test.each([...SCENES, ...OPEN_SURFACES].filter((scene) => (scene.world ?? 'demo') === world))(
    '$name shows every text completely, and only texts of the catalogue',
    async (scene) => {
      const { page } = opened.app
      await showScene(opened, scene, 'en-XA')
      const clipped: unknown[] = []
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await settled(page)
        clipped.push(...(await clippedAtRest(page)).map((one) => ({ ...one, width: size.width })))
      }
      await page.setViewportSize(SIZES[0]!)
      expect({ clipped, hardCoded: hardCoded(await textsOn(page), data) }).toEqual({
        clipped: [],
        hardCoded: [],
      })
    },
    60_000,
  )
})
