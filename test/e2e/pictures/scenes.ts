import type { Catalogue } from '../../../i18n/catalogue.ts'
import type { PageName } from '../../../renderer/navigation.ts'
import { openPictures, pictureOf } from '../minutes/codes.ts'
import type { OpenApp } from '../app.ts'
import { pauseVerifying, verify } from './archive-world.ts'

/** The context of a picture: the page, and the texts of the current language. */
export interface Stage extends OpenApp {
  words: Catalogue
  /** Opens a page of the app and waits until it has loaded. */
  show(page: PageName, place?: string): Promise<void>
}

/**
 * `offline`: signed in to a service that is no longer reachable. `archive`: a library with every state, and an order
 * that is under way. `rules`: a rule has run once; some recordings are still being prepared.
 */
export type World = 'demo' | 'signed-out' | 'offline' | 'archive' | 'rules'

export interface Scene {
  /** The base of the picture's file name, followed by language and theme. */
  name: string
  /** What the picture shows, for the gallery. */
  caption: string
  /** The account and data: by default the demo's administrator with some saved recordings. */
  world?: World
  /** From a freshly loaded app to the state to be shown. */
  open(stage: Stage): Promise<void>
}

/** All pictures. A new page, or state of one, gets a new row here. */
export const SCENES: readonly Scene[] = [
  {
    name: 'welcome',
    caption: 'The first start: sign in, or look around with sample meetings',
    world: 'signed-out',
    open: ({ show }) => show('welcome'),
  },
  {
    name: 'welcome-folder',
    caption: 'The second of three steps: a folder',
    open: ({ show }) => show('welcome', 'folder'),
  },
  {
    name: 'welcome-done',
    caption: 'The last step: what was set, and where to go from here',
    open: ({ show }) => show('welcome', 'done'),
  },
  {
    name: 'library',
    caption: 'What is saved here: found and played without a network and without signing in',
    async open({ show, page }) {
      await show('library')
      await thumbnailsOf(page)
    },
  },
  {
    name: 'library-item',
    caption: 'One meeting of the library, and each of its files',
    async open({ show, page }) {
      await show('library')
      await thumbnailsOf(page)
      await page.getByRole('listitem').last().focus()
      await page.keyboard.press('Space')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'library-states',
    caption: 'What became of saved files, and what is the only copy',
    world: 'archive',
    async open({ show, page }) {
      await verify(page)
      await show('library')
      await page.getByRole('listitem').locator('img').nth(3).waitFor()
    },
  },
  {
    name: 'library-report',
    caption: 'What verifying has found, file by file',
    world: 'archive',
    async open({ show, page, words }) {
      await verify(page)
      await show('library')
      await page.getByRole('button', { name: words.library.verifyJob.report }).click()
      await page.getByRole('dialog').getByRole('listitem').first().waitFor()
    },
  },
  {
    name: 'library-selected',
    caption: 'Selected meetings, while verifying is paused',
    world: 'archive',
    async open({ show, page, words }) {
      await pauseVerifying(page)
      await show('library')
      await page.locator('[role=listitem]').first().focus()
      await page.keyboard.press('Control+a')
      await page.getByRole('region', { name: words.library.selection.label, exact: true }).waitFor()
    },
  },
  {
    name: 'library-storage',
    caption: 'What the library takes, and how long the disk lasts',
    world: 'archive',
    async open({ show, page, words }) {
      await show('library')
      await page.getByRole('button', { name: words.library.storage.title, exact: true }).click()
      await page.getByRole('region', { name: words.library.storage.title }).waitFor()
    },
  },
  {
    name: 'downloads-order',
    caption: 'An order: a period of all users, folded out to its meetings',
    world: 'archive',
    async open({ show, page, words }) {
      await show('downloads')
      await page.getByRole('button', { name: words.downloads.order.open, exact: true }).first().click()
    },
  },
  {
    name: 'recordings',
    caption: 'The recordings of half a year by month, some saved here, some still being prepared',
    open: ({ show }) => show('recordings'),
  },
  {
    name: 'recordings-archive',
    caption: 'How much of the archive is saved, what is left, and one button for it',
    world: 'rules',
    async open({ show, page, words }) {
      await show('recordings')
      await page.getByRole('region', { name: words.rules.title }).waitFor()
    },
  },
  {
    name: 'rule-editor',
    caption: 'A rule of the archive, and what a run would save',
    world: 'rules',
    async open({ show, page, words }) {
      await show('settings', 'archive')
      await page.getByRole('button', { name: words.rules.add, exact: true }).click()
      const editor = page.getByRole('dialog')
      await editor.getByLabel(words.rules.editor.name, { exact: true }).fill('HD')
      await editor.getByRole('checkbox', { name: words.recordings.types.Sd }).check()
      await editor.getByRole('button', { name: words.rules.editor.try }).click()
      await editor.getByRole('list', { name: words.rules.dryRun.rows }).waitFor()
    },
  },
  {
    name: 'recordings-chosen',
    caption: 'Some recordings are chosen for download',
    async open({ show, page, words }) {
      await show('recordings')
      const names = ['产品需求评审', '技术分享：分布式存储', '设计走查'].map((topic) =>
        fill(words.recordings.selectRow, { topic }),
      )
      for (const name of names) await page.getByRole('checkbox', { name, exact: true }).check()
    },
  },
  {
    name: 'recording',
    caption: 'What there is of one recording, file by file',
    async open({ show, page, words }) {
      await show('recordings')
      await page
        .getByRole('button', { name: fill(words.recordings.openDetails, { topic: '季度经营分析会' }) })
        .click()
      await page.getByRole('complementary').getByText(words.recordings.types.Hd).first().waitFor()
    },
  },
  {
    name: 'watching',
    caption: 'A saved recording: both pictures side by side, in step',
    async open(app) {
      await openPausedPlayer(app)
      await app.page.keyboard.press('Home')
    },
  },
  {
    name: 'meetings',
    caption: 'Ended meetings of a ProCONF application server',
    open: ({ show }) => show('meetings'),
  },
  {
    name: 'minutes',
    caption: 'Minutes: four ways to bring a QR code',
    open: ({ show }) => show('minutes'),
  },
  {
    name: 'minutes-preview',
    caption: 'What a code would save, to whose space, before anything is sent',
    async open({ show, page, demoUrl }) {
      await show('minutes')
      const { codes } = (await (await fetch(`${demoUrl}/demo/codes`)).json()) as {
        codes: Record<string, string>
      }
      await openPictures(page, { name: 'code.png', buffer: await pictureOf(codes['save-minutes'] ?? '') })
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'minutes-choice',
    caption: 'A picture with several codes: which one?',
    async open({ show, page, demoUrl }) {
      await show('minutes')
      const picture = await fetch(`${demoUrl}/demo/qr/two-codes.png`)
      await openPictures(page, { name: 'two.png', buffer: Buffer.from(await picture.arrayBuffer()) })
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'minutes-camera',
    caption: 'The camera finds a code, draws its outline, and says why it is refused',
    async open({ show, page, words }) {
      await show('minutes')
      await page.getByRole('button', { name: words.minutes.ways.camera }).click()
      await page.locator('polygon').waitFor()
    },
  },
  {
    name: 'minutes-waiting',
    caption: 'Saved without network: kept, and sent once there is one',
    world: 'offline',
    async open({ show, page, words }) {
      await show('minutes')
      await page.getByRole('button', { name: words.minutes.shelves.history }).click()
      await page.getByRole('region', { name: words.minutes.waiting.title }).waitFor()
    },
  },
  {
    name: 'programs',
    caption: 'The programs of meeting-room screens',
    open: ({ show }) => show('programs'),
  },
  {
    name: 'program',
    caption: 'One program, and its materials as pictures',
    open: openProgram,
  },
  {
    name: 'material',
    caption: 'One material in full',
    async open(app) {
      const { page, words } = app
      await openProgram(app)
      const name = '20260618090200417_食堂菜单'
      await page.getByRole('button', { name: fill(words.programs.look, { name }), exact: true }).click()
      await page.getByRole('dialog').locator('img').waitFor()
    },
  },
  {
    name: 'downloads',
    caption: 'Downloads: active, saved, and one that needs a decision',
    open: ({ show }) => show('downloads'),
  },
  {
    name: 'settings',
    caption: 'Settings, from the account to what the app is made of',
    open: ({ show }) => show('settings'),
  },
  {
    name: 'doctor',
    caption: 'Whether all is there that the app needs, from the proxy to room on the disk',
    async open(app) {
      await pressInTrouble(app, app.words.settings.trouble.examine)
      await app.page.locator('[data-section=trouble]').getByRole('listitem').last().waitFor()
    },
  },
  {
    name: 'diagnostics',
    caption: 'What would be handed on when something does not work, before it is',
    async open(app) {
      await pressInTrouble(app, app.words.settings.trouble.look)
      await app.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'licenses',
    caption: 'What the app is made of, and under which licenses',
    async open({ show, page, words }) {
      await show('settings')
      const about = page.locator('[data-section=about]')
      await about.getByRole('button', { name: words.settings.about.showLicenses, exact: true }).click()
      await page.getByText('zod', { exact: true }).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'commands',
    caption: 'Every page and command, a few letters away',
    async open({ show, page, words }) {
      await show('recordings')
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog', { name: words.commands.palette }).waitFor()
    },
  },
  {
    name: 'keys',
    caption: 'All keys on one sheet',
    async open({ show, page, words }) {
      await show('recordings')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: words.commands.keys }).waitFor()
    },
  },
]

/** Fills in a text's placeholders, as i18next does. */
function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/** Plays a saved recording, and pauses it. */
export async function openPausedPlayer({ show, page, words }: Stage): Promise<void> {
  await show('recordings')
  const details = fill(words.recordings.openDetails, { topic: '设计走查' })
  await page.getByRole('button', { name: details }).click()
  await page.getByRole('complementary').getByRole('button', { name: words.watching.watch }).click()
  await page.locator('main[data-status=playing]').waitFor()
  await page.keyboard.press('k')
  await page.locator('main[data-status=paused]').waitFor()
}

async function openProgram({ show, page }: Stage): Promise<void> {
  await show('programs')
  await page.getByRole('button', { name: '前台大屏 Reception wall', exact: true }).click()
  // Its three materials arrive one by one.
  await page.getByRole('article').locator('img').nth(2).waitFor()
}

async function pressInTrouble({ show, page }: Stage, name: string): Promise<void> {
  await show('settings', 'trouble')
  await page.locator('[data-section=trouble]').getByRole('button', { name, exact: true }).click()
}

/** Waits until every row has its picture: they are made one after the other. */
async function thumbnailsOf(page: Stage['page']): Promise<void> {
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('[role=listitem], li')].filter(
      (row) => row.closest('nav') === null,
    )
    return rows.length > 0 && rows.every((row) => row.querySelector('img') !== null)
  })
}
