import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { LibraryFile, LibraryItem, SavedState } from '../../../contract/library.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { LibraryPage } from './library-page.tsx'

const SITE = 'https://one.example'
const VERIFIED = '2026-11-12T08:00:00.000Z'

function meeting(states: readonly SavedState[], isOnlyCopy = false): LibraryItem {
  const files = states.map((state, n): LibraryFile => ({
    id: n.toString(16).padStart(32, '0'),
    source: { kind: 'recording', site: SITE, confUUID: 'u', fileType: n === 0 ? 'Hd' : 'Aux', part: 1 },
    ...{ name: `film-${n}.mp4`, bytes: 1024, sha256: '', savedAt: '2026-11-10T08:00:00.000Z', state },
    verifiedAt: state === 'verified' ? VERIFIED : null,
  }))
  return {
    ...{ key: 'k', kind: 'recording', site: SITE, title: 'Weekly', start: '2026-11-09T08:00:00.000Z' },
    ...{ scheduler: 'Li Na', confID: '960', durationSeconds: 600, bytes: 2048, folder: '/saved', files },
    ...(isOnlyCopy ? { isOnlyCopy } : {}),
  }
}

const some = (state: SavedState & ('missing' | 'changed' | 'damaged' | 'not-connected')): string =>
  t('library.states.some', { state: t(`library.states.${state}`), value: '1', total: '2' })
const SAVED = t('library.states.saved')

test.each([
  ['not looked at yet', ['unchecked'], SAVED, [SAVED]],
  ['here', ['here', 'here'], SAVED, [SAVED, SAVED]],
  ['verified', ['verified'], /^Saved · verified .*12/, [/^Saved · verified .*12/]],
  ['verified in part', ['here', 'verified'], SAVED, [SAVED, /^Saved · verified .*12/]],
  ['missing', ['missing'], t('library.states.missing'), [t('library.states.missing')]],
  ['missing in part', ['here', 'missing'], some('missing'), [SAVED, t('library.states.missing')]],
  ['changed in part', ['changed', 'here'], some('changed'), [t('library.states.changed'), SAVED]],
  ['damaged in part', ['here', 'damaged'], some('damaged'), [SAVED, t('library.states.damaged')]],
  [
    'not connected in part',
    ['here', 'not-connected'],
    some('not-connected'),
    [SAVED, t('library.states.not-connected')],
  ],
  [
    'not connected',
    ['not-connected'],
    t('library.states.not-connected'),
    [t('library.states.not-connected')],
  ],
] as const)(
  'a meeting that is %s says so in its row, and each file in the panel',
  async (_, states, row, files) => {
    fakeMain.handle('library.search', () => ({ items: [meeting(states)], total: 1, totalBytes: 1 }))
    await draw(<LibraryPage />)
    await expect.element(page.getByRole('listitem').getByText(row)).toBeInTheDocument()
    await open()
    await expect.element(panel().getByText(row).first()).toBeVisible()
    const shown = panel()
      .getByRole('listitem')
      .elements()
      .map((file) => file.querySelector('[data-tone]')?.textContent)
    expect(shown).toEqual(
      files.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
    )
  },
)

test('the only copy says so in its row and in the panel, where its loss would be worse', async () => {
  fakeMain.handle('library.search', () => ({
    items: [meeting(['here'], true)],
    total: 1,
    totalBytes: 1,
    onlyCopies: 1,
  }))
  await draw(<LibraryPage />)
  await expect
    .element(page.getByRole('listitem').getByText(t('library.states.only-copy')))
    .toBeInTheDocument()
  await open()
  await expect.element(panel().getByText(t('library.panel.goneFromCloud'))).toBeVisible()
})

const panel = () => page.getByRole('dialog', { name: 'Weekly' })

/** Opens the panel of the only row, as the keyboard does. */
async function open(): Promise<void> {
  const row = page.getByRole('listitem').element() as HTMLElement
  row.focus()
  row.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
  await expect.element(panel()).toBeVisible()
}
