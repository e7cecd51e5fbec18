import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { AppError } from '../../../contract/errors.ts'
import type { SavedMinutes } from '../../../contract/minutes.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { takePendingLink } from './pending-link.ts'
import { PreviewDialog } from './preview-dialog.tsx'

const TEXT = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=a'
const SAVED: SavedMinutes = {
  id: 's',
  at: '2026-11-19T09:00:00.000Z',
  entries: [['uuid', 'a']],
  owner: 'Li Na',
  requestId: 'r-1',
  failure: null,
  waits: null,
}
const button = (name: string) => page.getByRole('button', { name, exact: true })
const confirm = () => button(t('minutes.preview.confirm'))

function preview(owner: string | null, savedAt: string | null = null) {
  return { entries: SAVED.entries, owner, ownerId: owner === null ? null : 'u-1', savedAt }
}

async function open(owner: string | null = 'Li Na') {
  fakeMain.handle('minutes.preview', () => preview(owner))
  const [onClose, onSaved] = [vi.fn<() => void>(), vi.fn<() => void>()]
  await draw(<PreviewDialog text={TEXT} onClose={onClose} onSaved={onSaved} />, { account: SAMPLE_ACCOUNT })
  return { onClose, onSaved }
}

test('saving is disabled until the personal space is known', async () => {
  const answer = deferred<ReturnType<typeof preview>>()
  fakeMain.handle('minutes.preview', () => answer.promise)
  await draw(<PreviewDialog text={TEXT} onClose={() => undefined} onSaved={() => undefined} />)
  await expect.element(confirm()).toBeDisabled()
  answer.resolve(preview('Li Na'))
  await expect.element(confirm()).toBeEnabled()
  expect(fakeMain.callsOf('minutes.save')).toEqual([])
})

test('a link that main refuses cannot be saved', async () => {
  fakeMain.handle('minutes.preview', () => {
    throw new AppError('QR_NOT_CLOUDLINK')
  })
  await draw(<PreviewDialog text={TEXT} onClose={() => undefined} onSaved={() => undefined} />)
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(describeFailure({ code: 'QR_NOT_CLOUDLINK' }, 'en-US').title)
  await expect.element(confirm()).toBeDisabled()
})

test('without an account the sign-in button replaces the save button, and the link is kept', async () => {
  await open(null)
  await button(t('common.account.signIn')).click()
  expect(confirm().query()).toBeNull()
  expect(window.location.hash).toBe('#/welcome/minutes')
  expect(takePendingLink()).toBe(TEXT)
})

test('an account without a name can save too', async () => {
  await open('')
  await expect.element(confirm()).toBeEnabled()
})

test('a save is sent once for any number of clicks', async () => {
  const answer = deferred<SavedMinutes>()
  fakeMain.handle('minutes.save', () => answer.promise)
  const { onSaved } = await open()
  await confirm().click()
  await expect.element(confirm()).toHaveAttribute('aria-busy', 'true')
  await confirm().click({ force: true })
  expect(fakeMain.callsOf('minutes.save')).toEqual([{ text: TEXT }])
  expect(onSaved).not.toHaveBeenCalled()
  answer.resolve(SAVED)
  await expect.poll(() => onSaved).toHaveBeenCalledOnce()
})

test('a save that the service refused is shown, keeps the dialog open, and can be tried again', async () => {
  fakeMain.handle('minutes.save', () => ({ ...SAVED, failure: { code: 'SERVER_ERROR' } }))
  const { onSaved } = await open()
  await confirm().click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('r-1')
  fakeMain.handle('minutes.save', () => SAVED)
  await button(t('common.actions.retry')).click()
  await expect.poll(() => onSaved).toHaveBeenCalledOnce()
})

test('a save that waits for the network is queued, and the dialog can close', async () => {
  fakeMain.handle('minutes.save', () => ({ ...SAVED, failure: { code: 'OFFLINE' }, waits: 'network' }))
  const { onSaved } = await open()
  await confirm().click()
  await expect.poll(() => onSaved).toHaveBeenCalledOnce()
  await expect.element(page.getByText(t('minutes.saved.kept'))).toBeVisible()
})

test('two presses before the first answer send one request, and Enter confirms', async () => {
  const answer = deferred<typeof SAVED>()
  fakeMain.handle('minutes.save', () => answer.promise)
  await open()
  await expect.element(confirm()).toBeEnabled()
  const dialog = page.getByRole('dialog').element()
  const enter = (repeat: boolean) =>
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, repeat }))
  enter(true)
  expect(fakeMain.callsOf('minutes.save')).toEqual([])
  enter(false)
  enter(false)
  await expect.poll(() => fakeMain.callsOf('minutes.save')).toHaveLength(1)
  answer.resolve(SAVED)
})

test('fields are shown in words, and as they are sent under the details', async () => {
  const entries: [string, string][] = [
    ['uuid', '42b8'],
    ['topic', 'Quarterly review'],
    ['device', 'IdeaHub 3F'],
    ['seal', 'x'],
  ]
  fakeMain.handle('minutes.preview', () => ({ ...preview('Li Na'), entries }))
  await draw(<PreviewDialog text={TEXT} onClose={() => undefined} onSaved={() => undefined} />)
  await expect.element(page.getByText('Quarterly review · IdeaHub 3F')).toBeVisible()
  for (const field of ['topic', 'device', 'id'] as const)
    await expect.element(page.getByText(t(`minutes.fields.${field}`), { exact: true })).toBeVisible()
  await expect.element(page.getByText('seal').first()).toBeVisible()
  const details = page.getByRole('dialog').element().querySelector('details')
  expect(details?.open).toBe(false)
  await page.getByText(t('minutes.preview.sent')).click()
  const [keys, values] = ['dt', 'dd'].map((tag) =>
    [...(details?.querySelectorAll(tag) ?? [])].map((one) => one.textContent),
  )
  expect(keys).toEqual(entries.map(([key]) => key))
  expect(values).toEqual(entries.map(([, value]) => value))
})

test('Enter confirms without a click before', async () => {
  fakeMain.handle('minutes.save', () => SAVED)
  const { onSaved } = await open()
  await expect.element(confirm()).toBeEnabled()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => onSaved).toHaveBeenCalledOnce()
  expect(fakeMain.callsOf('minutes.save')).toHaveLength(1)
})

test('minutes saved before say so', async () => {
  fakeMain.handle('minutes.preview', () => preview('Li Na', '2026-11-28T15:20:00.000Z'))
  await draw(<PreviewDialog text={TEXT} onClose={() => undefined} onSaved={() => undefined} />)
  await expect.element(confirm()).toBeEnabled()
  await expect.element(page.getByText(/You saved this on/)).toBeVisible()
})

test('repairs, a plus and invisible characters are shown', async () => {
  fakeMain.handle('minutes.preview', () => ({
    ...preview('Li Na'),
    entries: [['topic', '评审👩\u200d💻 x']] as [string, string][],
  }))
  const text = TEXT.replace('uuid=a', 'topic=评审👩\u200d💻+x')
  await draw(
    <PreviewDialog text={text} repairs={['html']} onClose={() => undefined} onSaved={() => undefined} />,
  )
  await expect.element(page.getByText(t('minutes.repairs.html'))).toBeVisible()
  await expect.element(page.getByText('U+200D').first()).toBeVisible()
  await expect
    .element(page.getByText(t('minutes.preview.plus', { keys: t('minutes.fields.topic') })))
    .toBeVisible()
})
