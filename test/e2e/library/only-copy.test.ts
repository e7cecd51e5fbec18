import { expect } from 'vitest'
import { manyRecordings } from '../../many-recordings.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'
import { download, downloadsIn, goTo, signInTo } from '../steps.ts'

const DAY_MS = 86_400_000

test('a saved recording that leaves the cloud is shown as the only copy, until it is back', async ({
  home,
  folder,
  openApp,
  startDemo,
}) => {
  const recordings = manyRecordings(20)
  const service = await startDemo({ recordings })
  const app = await openApp({ home })
  const { page } = app
  await signInTo(app, service)
  await page.getByRole('button', { name: 'Show recordings' }).click()
  // Not on the last day of the period, which says nothing.
  const at = recordings.findIndex(
    ({ files, isUnavailable }, n) => n > 1 && files.length > 0 && !isUnavailable,
  )
  const { subject = '', confUUID = '' } = recordings[at] ?? {}
  await app.answerDialog(folder)
  await download(app, [subject], ['Sd'])
  await goTo(page, 'Downloads')
  await downloadsIn(page, 'saved', 1)

  const now = Date.now()
  const query = {
    ...{ from: new Date(now - 90 * DAY_MS).toISOString(), to: new Date(now).toISOString() },
    allUsers: true,
  }
  /** The whole list, as the page reads it. */
  const list = async () => {
    const { items, isLast } = await call(page, 'recordings.page', { query, index: 0 })
    expect(isLast).toBe(true)
    return items.some((one) => one.confUUID === confUUID)
  }
  expect(await list()).toBe(true)
  await goTo(page, 'Library')
  const row = page.getByRole('listitem').filter({ hasText: subject })
  await row.getByText('Saved', { exact: true }).waitFor()
  const [gone] = recordings.splice(at, 1)
  expect(await list()).toBe(false)
  await row.getByText('Only copy: here').waitFor()
  // What a user sees of their own says nothing.
  await call(page, 'recordings.page', { query: { ...query, allUsers: false }, index: 0 })
  await row.getByText('Only copy: here').waitFor()
  recordings.splice(at, 0, ...(gone === undefined ? [] : [gone]))
  expect(await list()).toBe(true)
  await row.getByText('Saved', { exact: true }).waitFor()
  expect(app.problems).toEqual([])
}, 120_000)
