import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Download } from '../../../contract/download.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { sampleOrder, sampleTotals } from '../../../test/sample-order.ts'
import { ordersQuery } from '../../state/server-state.ts'
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
  await expect.poll(() => fakeMain.callsOf('downloads.retry')).toEqual([{ ids: 'all' }])
})

test('an order is one line with its progress; its actions and its cancelling go to main as one', async () => {
  const totals = sampleTotals({
    ...{ active: 1171, failed: 2, cancelled: 3, isEstimate: true, secondsLeft: 7200 },
    files: { done: 412, of: 1030 },
    bytes: { done: 96 * 1024 ** 3, of: 240 * 1024 ** 3 },
  })
  const scope = { from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z', search: '', allUsers: true }
  const order = sampleOrder({ scope, recordings: 500, totals })
  fakeMain.handle('orders.act', () => undefined)
  ordersQuery.replace({ orders: new Map([['o', order]]), total: totals })
  await drawWith(...['a', 'b'].map((id) => sampleDownload({ id, title: id, orderId: 'o', state: 'waiting' })))
  await expect.element(page.getByRole('listitem')).toHaveTextContent(/All users · 500 recordings/)
  for (const text of ['412 of ≈ 1,030 files', '96 GB of ≈ 240 GB', '2 failed', '3 cancelled', '2h left'])
    await expect.element(page.getByRole('listitem').getByText(text)).toBeVisible()
  await button(t('downloads.ofOrder.retry')).click()
  await button(t('downloads.ofOrder.moveToTop')).click()
  await button(t('downloads.ofOrder.cancel')).click()
  await expect.element(question()).toHaveTextContent('Cancel 1,171 downloads?')
  await button('Cancel 1,171 downloads').click()
  await expect
    .poll(() => fakeMain.callsOf('orders.act').map(({ action }) => action))
    .toEqual(['retry', 'moveToTop', 'cancel'])
  await button(t('downloads.order.open')).click()
  await expect.poll(() => page.getByRole('listitem').elements().length).toBe(4)
  ordersQuery.replace({ orders: new Map(), total: null })
})

test('a file that has not begun is queued, with its size and without a bar', async () => {
  const file = (id: string, receivedBytes: number) =>
    sampleDownload({
      ...{ id, receivedBytes, title: id, state: 'waiting', totalBytes: 1024, rank: receivedBytes },
      source: { kind: 'material', site: 's', programId: id, materialId: 'm' },
    })
  await drawWith(file('new', 0), file('begun', 512))
  const rows = page.getByRole('listitem')
  await expect.element(rows.nth(0)).toHaveTextContent(t('downloads.states.waiting'))
  await expect.element(rows.nth(0)).toHaveTextContent('1 kB')
  expect(rows.nth(0).getByRole('progressbar').query()).toBeNull()
  expect(rows.nth(0).getByText('0 bytes').query()).toBeNull()
  await expect.element(rows.nth(1).getByRole('progressbar')).toBeInTheDocument()
})

test('what was removed from the list can be brought back', async () => {
  await drawWith(sampleDownload({ id: 'a', state: 'saved' }))
  fakeMain.handle('downloads.clear', () => undefined)
  fakeMain.handle('orders.undoClear', () => undefined)
  await button(t('downloads.moreActions')).click()
  await item(t('downloads.clearEnded')).click()
  await button(t('downloads.cleared.undo')).click()
  await expect.poll(() => fakeMain.callsOf('orders.undoClear')).toHaveLength(1)
  expect(fakeMain.callsOf('downloads.clear')).toEqual([{ ids: 'all' }])
})

test('a search finds downloads by topic', async () => {
  await drawWith(
    ...['Review', 'Weekly'].map((title) =>
      sampleDownload({
        id: title,
        title,
        source: { kind: 'material', site: 's', programId: title, materialId: 'm' },
      }),
    ),
  )
  await page.getByRole('searchbox').fill('week')
  await expect.poll(() => page.getByRole('listitem').elements().length).toBe(1)
})
