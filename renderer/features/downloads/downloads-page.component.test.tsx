import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Download } from '../../../contract/download.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { DownloadsPage } from './downloads-page.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const item = (name: string) => page.getByRole('menuitem', { name })
const question = () => page.getByRole('alertdialog')

beforeEach(() => fakeMain.handle('downloads.cancel', () => undefined))

const drawWith = (...downloads: Download[]) =>
  draw(
    <div style={{ height: 600, display: 'grid' }}>
      <DownloadsPage />
    </div>,
    { downloads },
  )

test('"no" cancels nothing, "yes" exactly the downloads of the dialog', async () => {
  await drawWith(sampleDownload({ id: 'a' }), sampleDownload({ id: 'b', state: 'saved' }))
  await button(t('downloads.moreActions')).click()
  await item(t('downloads.cancelAll')).click()
  await expect.element(question()).toHaveTextContent(t('downloads.cancelTitle'))
  await button(t('downloads.keep')).click()
  await expect.element(question()).not.toBeInTheDocument()
  expect(fakeMain.callsOf('downloads.cancel')).toEqual([])
  await button(t('downloads.moreActions')).click()
  await item(t('downloads.cancelAll')).click()
  await button(t('downloads.cancelConfirm')).click()
  await expect.poll(() => fakeMain.callsOf('downloads.cancel')).toEqual([{ ids: ['a'] }])
  await expect.element(question()).not.toBeInTheDocument()
})

test('an action that applies to no download is not offered', async () => {
  await drawWith(sampleDownload({ id: 'c', state: 'saved' }))
  await expect.element(button(t('downloads.moreActions'))).toBeVisible()
  expect(button(t('downloads.pauseAll')).query()).toBeNull()
  expect(button(t('downloads.resumeAll')).query()).toBeNull()
  await button(t('downloads.moreActions')).click()
  await expect.element(item(t('downloads.retryAll'))).toHaveAttribute('aria-disabled', 'true')
  await expect.element(item(t('downloads.cancelAll'))).toHaveAttribute('aria-disabled', 'true')
  await expect.element(item(t('downloads.clearEnded'))).not.toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Escape}')
})

test('an action that applies to some downloads is offered', async () => {
  await drawWith(sampleDownload({ id: 'd', state: 'failed' }), sampleDownload({ id: 'e', state: 'paused' }))
  await expect.element(button(t('downloads.resumeAll'))).toBeVisible()
  expect(button(t('downloads.pauseAll')).query()).toBeNull()
  await button(t('downloads.moreActions')).click()
  await expect.element(item(t('downloads.cancelAll'))).not.toHaveAttribute('aria-disabled', 'true')
  fakeMain.handle('downloads.retry', () => undefined)
  await item(t('downloads.retryAll')).click()
  await expect.poll(() => fakeMain.callsOf('downloads.retry')).toEqual([{ ids: ['d'] }])
})
