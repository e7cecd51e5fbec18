import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { AppError } from '../../../contract/errors.ts'
import type { CallOutput } from '../../../contract/ipc.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { sampleOrder } from '../../../test/sample-order.ts'
import { sampleRecording } from '../../../test/sample-recording.ts'
import { draw, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { SelectionBar, type SelectionBarProps } from './selection-bar.tsx'

const GB = 1024 ** 3
const button = (name: string) => page.getByRole('button', { name, exact: true })
const download = () => button(t('recordings.download'))
const chosen = ['a', 'b'].map((confUUID) => sampleRecording({ confUUID, sizeMB: 2048 }))

// Wide enough for check boxes.
beforeEach(() => page.viewport(1000, 600))

async function drawBar(
  settings: { folder?: string | null; fileTypes?: string[] },
  props: Partial<SelectionBarProps> = {},
) {
  const onClear = vi.fn<() => void>()
  const usual = {
    ...{ chosen, hereOf: () => [], hidden: 0, scope: null, total: 2 },
    leftOut: { unavailable: 0, noPermission: 0 },
  }
  await draw(
    <SelectionBar {...usual} onClear={onClear} onChooseAll={null} isChoosingAll={false} {...props} />,
    { settings },
  )
  return onClear
}

test('downloading is disabled while no file type is chosen', async () => {
  await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  await expect.element(download()).toBeEnabled()
  await page.getByRole('checkbox', { name: t('recordings.types.Hd') }).click()
  await expect.element(download()).toBeDisabled()
  await expect.element(download()).toHaveAttribute('title', t('recordings.types.choose'))
})

test('where check boxes have no room, the types are a menu', async () => {
  await page.viewport(640, 400)
  await drawBar({ folder: '/to', fileTypes: ['Hd', 'Aux'] })
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument()
  await button(t('recordings.types.count', { count: 2, value: '2' })).click()
  const option = page.getByRole('menuitemcheckbox', { name: t('recordings.types.Aux') })
  await expect.element(option).toHaveAttribute('aria-checked', 'true')
  await option.click()
  await page.getByRole('menuitemcheckbox', { name: t('recordings.types.Hd') }).click()
  await expect.element(button(t('recordings.types.count', { count: 0, value: '0' }))).toBeInTheDocument()
  await expect.element(download()).toBeDisabled()
})

test('orders the rows once, with what the list knows of them; then nothing is selected', async () => {
  const answer = deferred<CallOutput<'orders.place'>>()
  fakeMain.handle('orders.place', () => answer.promise)
  const onClear = await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  await download().click()
  await expect.element(button(t('common.selection.clear'))).toBeDisabled()
  await download().click({ force: true })
  const { subject: title, startTime } = sampleRecording()
  const recordings = ['a', 'b'].map((confUUID) => ({ confUUID, title, startTime, bytes: GB }))
  await expect
    .poll(() => fakeMain.callsOf('orders.place'))
    .toEqual([{ recordings, fileTypes: ['Hd'], scope: null }])
  expect(onClear).not.toHaveBeenCalled()
  answer.resolve(sampleOrder())
  await expect.poll(() => onClear.mock.calls.length).toBe(1)
})

test('an order that was refused keeps the selection', async () => {
  fakeMain.handle('orders.place', () => {
    throw new AppError('DISK_GONE')
  })
  const onClear = await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  await download().click()
  await expect.element(page.getByText(t('errors.DISK_GONE.title'))).toBeVisible()
  expect(onClear).not.toHaveBeenCalled()
})

test('without a folder a dialog asks for one, and closing it keeps the selection', async () => {
  const onClear = await drawBar({ folder: null, fileTypes: ['Hd'] })
  fakeMain.handle('settings.chooseFolder', () => ({ ...defaultSettings, folder: null }))
  await download().click()
  await expect.element(page.getByText(t('recordings.folderNeeded'))).toBeVisible()
  expect(fakeMain.callsOf('orders.place')).toEqual([])
  expect(onClear).not.toHaveBeenCalled()
  await expect.element(download()).toBeEnabled()
})

test('what the chosen types take is shown beside what is free, and marked when it does not fit', async () => {
  fakeMain.handle('downloads.room', () => ({ freeBytes: 3 * GB }))
  await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  const fits = page.getByText('≈ 2 GB · 3 GB free')
  await expect.element(fits).toBeVisible()
  expect(fits.element().className).toBe('')
  await page.getByRole('checkbox', { name: t('recordings.types.Aux') }).click()
  const tooLarge = page.getByText('≈ 3.2 GB · 3 GB free')
  await expect.element(tooLarge).toBeVisible()
  expect(tooLarge.element().className).not.toBe('')
})

test('what is saved or being downloaded is not counted again', async () => {
  fakeMain.handle('downloads.room', () => ({ freeBytes: 3 * GB }))
  const here = { a: [{ fileType: 'Hd', part: 1 }], b: [{ fileType: 'Aux', part: 1 }] } as const
  await drawBar({ folder: '/to', fileTypes: ['Hd', 'Aux'] }, { hereOf: (id) => here[id as 'a' | 'b'] })
  const fits = page.getByText('≈ 1.6 GB · 3 GB free')
  await expect.element(fits).toBeVisible()
  expect(fits.element().className).toBe('')
})

test('says so when nothing is missing, whatever is free', async () => {
  fakeMain.handle('downloads.room', () => ({ freeBytes: 0 }))
  await drawBar({ folder: '/to', fileTypes: ['Hd'] }, { hereOf: () => [{ fileType: 'hd', part: 1 }] })
  await expect.element(page.getByText(t('recordings.room.nothing'))).toBeVisible()
})

test('says how many are not in view, and how many were left out and why', async () => {
  await drawBar({ folder: '/to' }, { hidden: 3, leftOut: { unavailable: 2, noPermission: 0 } })
  await expect.element(page.getByText(t('common.selection.hidden', { count: 3, value: '3' }))).toBeVisible()
  await expect
    .element(page.getByText(t('recordings.leftOut.unavailable', { count: 2, value: '2' })))
    .toBeVisible()
})
