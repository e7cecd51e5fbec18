import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { CallOutput } from '../../../contract/ipc.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { sampleRecording } from '../../../test/sample-recording.ts'
import { draw, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { SelectionBar } from './selection-bar.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const download = () => button(t('recordings.download'))
const chosen = ['a', 'b'].map((confUUID) => sampleRecording({ confUUID }))

async function drawBar(settings: { folder?: string | null; fileTypes?: string[] }) {
  const onChoose = vi.fn<(ids: string[]) => void>()
  await draw(
    <SelectionBar chosen={chosen} onChoose={onChoose} total={2} onChooseAll={null} isChoosingAll={false} />,
    { settings },
  )
  return onChoose
}

test('downloading is disabled while no file type is chosen', async () => {
  await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  await expect.element(download()).toBeEnabled()
  await page.getByRole('checkbox', { name: t('recordings.types.Hd') }).click()
  await expect.element(download()).toBeDisabled()
  await expect.element(download()).toHaveAttribute('title', t('recordings.types.choose'))
})

test('sends one request at a time; recordings that could not be queued stay selected', async () => {
  const answer = deferred<CallOutput<'downloads.addRecordings'>>()
  fakeMain.handle('downloads.addRecordings', () => answer.promise)
  const onChoose = await drawBar({ folder: '/to', fileTypes: ['Hd'] })
  await download().click()
  await expect.element(button(t('recordings.stop'))).toBeVisible()
  await expect.element(button(t('recordings.clearSelection'))).toBeDisabled()
  await download().click({ force: true })
  await expect
    .poll(() => fakeMain.callsOf('downloads.addRecordings'))
    .toEqual([{ confUUIDs: ['a', 'b'], fileTypes: ['Hd'] }])
  expect(onChoose).not.toHaveBeenCalled()
  answer.resolve({ added: 1, known: 0, failed: [{ confUUID: 'b', failure: { code: 'NO_PERMISSION' } }] })
  await expect.poll(() => onChoose.mock.calls).toEqual([[['b']]])
})

test('without a folder a dialog asks for one, and closing it keeps the selection', async () => {
  const onChoose = await drawBar({ folder: null, fileTypes: ['Hd'] })
  fakeMain.handle('settings.chooseFolder', () => ({ ...defaultSettings, folder: null }))
  await download().click()
  await expect.element(page.getByText(t('recordings.folderNeeded'))).toBeVisible()
  expect(fakeMain.callsOf('downloads.addRecordings')).toEqual([])
  expect(onChoose).not.toHaveBeenCalled()
  await expect.element(download()).toBeEnabled()
})
