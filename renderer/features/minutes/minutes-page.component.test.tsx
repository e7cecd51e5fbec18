import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { SavedMinutes } from '../../../contract/minutes.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { type Deferred, deferred, fakeMain } from '../../testing/fake-main.ts'
import { setPendingLink, takePendingLink } from './pending-link.ts'
import { MinutesPage } from './minutes-page.tsx'

const link = (topic: string) =>
  `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&topic=${topic}`
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = () => page.getByRole('textbox', { name: t('minutes.ways.link') })
const dialog = () => page.getByRole('dialog', { name: t('minutes.preview.title') })
let answers: Deferred<SavedMinutes>[] = []

beforeEach(() => {
  answers = []
  takePendingLink()
  fakeMain.handle('minutes.history', () => [])
  fakeMain.handle('minutes.list', () => ({ rows: [], count: 0, nextOffset: null }))
  fakeMain.handle('minutes.preview', ({ text }) => ({
    entries: [['topic', text.slice(link('').length)]],
    owner: 'Li Na',
    ownerId: 'u',
    savedAt: null,
  }))
  fakeMain.handle('minutes.save', () => {
    const answer = deferred<SavedMinutes>()
    answers.push(answer)
    return answer.promise
  })
})

async function read(text: string) {
  await field().fill(text)
  await button(t('minutes.ways.read')).click()
}

test('an empty link is not read', async () => {
  await draw(<MinutesPage />, { account: SAMPLE_ACCOUNT })
  await expect.element(button(t('minutes.ways.read'))).toBeDisabled()
  await field().fill('   ')
  await expect.element(button(t('minutes.ways.read'))).toBeDisabled()
  await field().fill(link('one'))
  await expect.element(button(t('minutes.ways.read'))).toBeEnabled()
})

test('a link that arrives while a dialog is open waits until it closes', async () => {
  await draw(<MinutesPage />, { account: SAMPLE_ACCOUNT })
  await read(link('one'))
  await expect.element(dialog()).toHaveTextContent('one')
  setPendingLink(link('two'))
  await expect.element(dialog()).toHaveTextContent('one')
  await button(t('common.actions.cancel')).click()
  await expect.element(dialog()).toHaveTextContent('two')
  await button(t('common.actions.cancel')).click()
  await expect.element(dialog()).not.toBeInTheDocument()
})

test('a completed save closes its open dialog and clears the field', async () => {
  await draw(<MinutesPage />, { account: SAMPLE_ACCOUNT })
  await read(link('one'))
  await button(t('minutes.preview.confirm')).click()
  answers[0]?.resolve(SAVED)
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(field()).toHaveValue('')
})

test('the answer for a closed dialog does not change the next one or the field', async () => {
  await draw(<MinutesPage />, { account: SAMPLE_ACCOUNT })
  await read(link('one'))
  await button(t('minutes.preview.confirm')).click()
  await button(t('common.actions.cancel')).click()
  await read(link('two'))
  await expect.element(button(t('minutes.preview.confirm'))).toBeEnabled()
  answers[0]?.resolve(SAVED)
  await expect.element(page.getByText(t('minutes.saved.title'))).toBeVisible()
  await expect.element(dialog()).toHaveTextContent('two')
  await button(t('common.actions.cancel')).click()
  await expect.element(field()).toHaveValue(link('two'))
})

const SAVED: SavedMinutes = {
  id: 's',
  at: '2026-11-19T09:00:00.000Z',
  entries: [['topic', 'one']],
  owner: 'Li Na',
  requestId: 'r-1',
  failure: null,
  waits: null,
}
