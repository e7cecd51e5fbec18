import type { Catalogue } from '../../../i18n/catalogue.ts'
import type { PageName } from '../../../renderer/navigation.ts'
import { openPausedPlayer, type Scene, type Stage, type World } from '../pictures/scenes.ts'

/** What opens above a page: menus, lists of choices and dialogs that no picture shows. */
export const OPEN_SURFACES: readonly Omit<Scene, 'caption'>[] = [
  select('sites', 'welcome', ({ welcome }) => welcome.site, 'signed-out'),
  select('periods', 'recordings', ({ recordings }) => recordings.presets.label),
  select('recording states', 'recordings', ({ recordings }) => recordings.filter.label),
  select('languages', 'settings', ({ settings }) => settings.look.language),
  select('speed limits', 'settings', ({ settings }) => settings.speed.label),
  {
    name: 'menu of all downloads',
    async open(stage) {
      await openDownloadsMenu(stage)
    },
  },
  {
    name: 'question before all downloads are cancelled',
    async open(stage) {
      await openDownloadsMenu(stage)
      const { page, words } = stage
      await page.getByRole('menuitem', { name: words.downloads.cancelAll, exact: true }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'menu of one download',
    async open({ show, page, words }) {
      await show('downloads')
      const list = page.getByRole('list', { name: words.downloads.title, exact: true })
      await list.getByRole('listitem').first().click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'question before sign-out',
    async open({ show, page, words }) {
      await show('settings', 'account')
      await page.getByRole('button', { name: words.settings.account.signOut, exact: true }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'editor of a rule',
    async open({ show, page, words }) {
      await show('settings', 'archive')
      await page.getByRole('button', { name: words.rules.add, exact: true }).click()
      await page.getByRole('dialog').getByText(words.rules.editor.groups.more, { exact: true }).click()
    },
  },
  {
    name: 'release notes',
    async open({ show, page, words }) {
      await show('settings', 'updates')
      const section = page.locator('[data-section=updates]')
      await section.getByRole('button', { name: words.updates.news.show, exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'one entry of the minutes history',
    world: 'offline',
    async open({ show, page, words }) {
      await show('minutes')
      await page.getByRole('button', { name: words.minutes.shelves.history }).click()
      await page.getByRole('button', { name: words.common.actions.details, exact: true }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  playerMenu('playback speeds', ({ watching }) => watching.speedNow),
  playerMenu('views of the player', ({ watching }) => watching.viewNow),
]

function select(
  name: string,
  place: PageName,
  label: (words: Catalogue) => string,
  world: World = 'demo',
): Omit<Scene, 'caption'> {
  return {
    name,
    world,
    async open({ show, page, words }) {
      await show(place)
      await page.getByRole('combobox', { name: label(words), exact: true }).click()
      await page.getByRole('listbox').waitFor()
    },
  }
}

/** @param label the button's label, with a placeholder for what is chosen now. */
function playerMenu(name: string, label: (words: Catalogue) => string): Omit<Scene, 'caption'> {
  return {
    name,
    async open(app) {
      const { page, words } = app
      await openPausedPlayer(app)
      const [beginning = ''] = label(words).split('{{')
      await page.getByRole('button', { name: beginning }).click()
      await page.getByRole('menu').waitFor()
    },
  }
}

async function openDownloadsMenu({ show, page, words }: Stage): Promise<void> {
  await show('downloads')
  await page.getByRole('button', { name: words.downloads.moreActions, exact: true }).click()
  await page.getByRole('menu').waitFor()
}
