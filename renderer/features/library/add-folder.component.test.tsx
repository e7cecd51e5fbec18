import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { CallOutput } from '../../../contract/ipc.ts'
import { describeNotAdopted } from '../../../i18n/describe-not-adopted.ts'
import { draw, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { LibraryPage } from './library-page.tsx'

type Added = CallOutput<'library.addFolder'>

/** An empty library whose user has chosen a folder; returns what its reading resolves. */
async function addTo() {
  const answer = deferred<Added>()
  fakeMain.handle('library.search', () => ({ items: [], total: 0, totalBytes: 0 }))
  fakeMain.handle('library.folderWork', () => null)
  fakeMain.handle('library.addFolder', () => answer.promise)
  const view = await draw(<LibraryPage />)
  await page.getByRole('button', { name: t('library.addFolder') }).click()
  return { ...view, answer }
}

const bar = () => page.getByRole('region', { name: t('library.folderWork.add') })

test('a folder can be added to an empty library; how far it is can be seen, and it can be stopped', async () => {
  fakeMain.handle('library.stopFolderWork', () => undefined)
  const { answer } = await addTo()
  await expect.poll(() => fakeMain.callsOf('library.addFolder')).toHaveLength(1)
  await expect.element(bar()).not.toBeInTheDocument()
  fakeMain.emit('library.folderWorkChanged', { kind: 'add', read: 1204, bytes: 0, found: 300 })
  await expect.element(bar()).toHaveTextContent('1,204 files read · 300 added')
  await bar()
    .getByRole('button', { name: t('library.verifyJob.stop') })
    .click()
  await expect.poll(() => fakeMain.callsOf('library.stopFolderWork')).toHaveLength(1)
  fakeMain.emit('library.folderWorkChanged', null)
  answer.resolve({ adopted: 300, known: 0, unknown: [], unknownCount: 0, isStopped: true })
  await expect.element(page.getByRole('dialog', { name: t('library.added.stopped') })).toBeVisible()
  await expect.element(page.getByText(t('library.added.stoppedHint'))).toBeVisible()
  await expect.element(bar()).not.toBeInTheDocument()
})

test('what was not recognized is listed by reason, and saved whole', async () => {
  fakeMain.handle('library.saveNotAdopted', () => ({ isSaved: true }))
  const { answer } = await addTo()
  const unknown = [
    { path: 'a.mp4', reason: 'NOT_DESCRIBED' },
    { path: 'b/c.mp4', reason: 'SIZE_MISMATCH' },
    { path: 'd.mp4', reason: 'NOT_DESCRIBED' },
    { path: 'closed', reason: 'DISK_GONE' },
  ] as const
  answer.resolve({ adopted: 0, known: 2, unknown: [...unknown], unknownCount: 300, isStopped: false })
  const dialog = page.getByRole('dialog', { name: t('library.added.title') })
  const names = (reason: string) =>
    dialog
      .getByRole('heading', { name: reason, exact: true })
      .element()
      .nextElementSibling?.querySelectorAll('li')
  await expect.element(dialog.getByText('a.mp4')).toBeVisible()
  const shown = [
    describeNotAdopted('NOT_DESCRIBED', 'en-US'),
    describeNotAdopted('SIZE_MISMATCH', 'en-US'),
    t('errors.DISK_GONE.title'),
  ].map((reason) => [...(names(reason) ?? [])].map(({ textContent }) => textContent))
  expect(shown).toEqual([['a.mp4', 'd.mp4'], ['b/c.mp4'], ['closed']])
  await expect.element(dialog.getByText(t('library.report.more', { value: '200' }))).toBeVisible()
  await dialog.getByRole('button', { name: t('library.report.saveCsv') }).click()
  await expect.element(page.getByText(t('library.added.isSaved'))).toBeVisible()
})

test('the result is there when the page is opened again', async () => {
  const { answer, rerender } = await addTo()
  await rerender(null)
  answer.resolve({ adopted: 3, known: 0, unknown: [], unknownCount: 0, isStopped: false })
  await rerender(<LibraryPage />)
  await expect.element(page.getByText(t('library.added.adopted', { count: 3, value: '3' }))).toBeVisible()
})
