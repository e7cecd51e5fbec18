import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DemoService } from '../../../demo/service.ts'
import { manyRecordings } from '../../many-recordings.ts'
import { call } from '../call.ts'
import { test } from '../fixtures.ts'
import { filesIn } from '../saved-files.ts'
import { goTo, signInTo } from '../steps.ts'

/** MEETKEEP_ORDERED=10000 for a long run. */
const COUNT = Number(process.env['MEETKEEP_ORDERED'] ?? 300)

/** Recordings with the smallest file of the catalogue. */
function smallRecordings() {
  const all = manyRecordings(COUNT)
  const smallest = all
    .flatMap(({ files }) => files)
    .toSorted((a, b) => a.media.bytes - b.media.bytes)
    .slice(0, 1)
  return all.map((one) => ({ ...one, files: smallest, audio: [] }))
}

const savedOf = (page: Parameters<typeof call>[0]) =>
  call(page, 'orders.list').then(({ orders }) => orders[0]?.totals.files.done ?? 0)

test(
  'an order goes on after the page was reloaded and the app was killed, and ends with every file once',
  { timeout: 60_000 + COUNT * 2000 },
  async ({ home, folder, openApp, startDemo }) => {
    // The largest limit that an answer may announce: the test is not about the pace of calls.
    const service: DemoService = await startDemo({ recordings: smallRecordings(), callsPerMinute: 900_000 })
    let app = await openApp({ home })
    await signInTo(app, service)
    await app.page.getByRole('button', { name: 'Show recordings' }).click()
    await app.page.getByText(/^[\d,]+ (of [\d,]+ )?recordings$/).waitFor()
    await app.page.getByRole('grid').getByRole('checkbox', { name: 'Select all' }).click()
    const all = app.page.getByRole('button', { name: /^Select all / })
    if (COUNT > 500) await all.click()
    const bar = app.page.getByRole('region', { name: 'Download' })
    const selected = async () =>
      Number((await bar.getByText(/selected/).textContent())?.replaceAll(/\D/g, ''))
    // All but those that the service reports as unavailable.
    await expect.poll(selected, { timeout: 60_000 }).toBeGreaterThan(COUNT * 0.8)
    const ordered = await selected()
    await bar.getByRole('checkbox', { name: 'Combined picture' }).check()
    await app.answerDialog(folder)
    await bar.getByRole('button', { name: 'Download', exact: true }).click()
    await app.page.getByText(/recordings added to Downloads/).waitFor()

    await app.page.reload()
    await goTo(app.page, 'Downloads')
    await expect.poll(() => savedOf(app.page), { timeout: 60_000 }).toBeGreaterThan(COUNT / 10)
    await app.kill()
    // Where there is a keychain, the session would be restored.
    await rm(join(home, 'secrets.json'), { force: true })

    app = await openApp({ home })
    // What is saved is there without a sign-in.
    await app.page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
    await app.page.getByRole('button', { name: 'Sign in' }).click()
    await signInTo(app, service, { hasFolder: true })
    await goTo(app.page, 'Downloads')
    await expect
      .poll(() => savedOf(app.page), { timeout: 60_000 + COUNT * 2000, interval: 500 })
      .toBe(ordered)
    const { saved, unfinished } = await filesIn(folder)
    expect(saved).toHaveLength(ordered)
    expect(unfinished).toEqual([])
    await app.page
      .getByText(new RegExp(`of ${ordered.toLocaleString('en-US')} files`))
      .first()
      .waitFor()
    expect(app.problems).toEqual([])
  },
)
