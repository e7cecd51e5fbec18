import { appendFile, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { DemoRecording } from '../../../demo/recordings.ts'
import type { DemoService } from '../../../demo/service.ts'
import type { LibraryItem } from '../../../contract/library.ts'
import type { Recording } from '../../../contract/recording.ts'
import { toOrdered } from '../../../renderer/model/estimate.ts'
import type { OpenApp } from '../app.ts'
import { call } from '../call.ts'
import { fault } from '../steps.ts'

const PERIOD = { from: '2026-09-01T00:00:00.000Z', to: '2026-11-20T23:59:59.000Z' }
/** How many recordings are saved before the order that is shown. */
const SAVED = 9

/**
 * Saves recordings and changes their files as disks and other programs do: each state of the library is there. Then places an
 * order that stays active. `recordings`: those of the service.
 */
export async function fillArchive(
  app: OpenApp,
  { url, recordings }: Pick<DemoService, 'url'> & { recordings: DemoRecording[] },
): Promise<void> {
  const { page } = app
  const ready = (await listed(page)).filter(({ state }) => state === 'ready')
  await place(page, ready.slice(0, SAVED - 1), ['Hd', 'Aux'])
  await untilNoneRuns(page)
  await verify(page)

  const [missing, changed, damaged, gone] = (await saved(page)).slice(2)
  await rm(pathOf(missing, 0))
  await appendFile(pathOf(changed, 0), 'more')
  await damage(pathOf(damaged, 0))
  const at = recordings.findIndex(({ confUUID }) => gone?.key.includes(confUUID) === true)
  recordings.splice(at, 1)
  await listed(page)
  await verify(page)
  // Saved, and not verified.
  await place(page, ready.slice(SAVED - 1, SAVED), ['Hd'])
  await untilNoneRuns(page)

  // Slow enough to stay active while the pictures are taken.
  await fault({ demoUrl: url }, { kind: 'slow', bytesPerSecond: 60_000, times: 500 })
  await place(page, ready.slice(SAVED), ['Hd', 'Aux'], { ...PERIOD, search: '', allUsers: true })
}

/** Verifies what was verified before, and waits until that is done. */
export async function verify(page: Page): Promise<void> {
  await call(page, 'library.verifyAct', { action: 'stop' })
  await call(page, 'library.verify', { keys: await verifiedKeys(page) })
  while ((await call(page, 'library.verifyState')).phase !== 'idle') await page.waitForTimeout(100)
}

/** Begins to verify the same, and pauses. */
export async function pauseVerifying(page: Page): Promise<void> {
  await call(page, 'library.verify', { keys: await verifiedKeys(page) })
  await call(page, 'library.verifyAct', { action: 'pause' })
}

async function verifiedKeys(page: Page): Promise<string[]> {
  const items = await saved(page)
  const isNew = ({ files }: LibraryItem) =>
    files.every(({ verifiedAt, state }) => verifiedAt === null && state === 'here')
  return items.filter((item) => items.length < SAVED || !isNew(item)).map(({ key }) => key)
}

async function saved(page: Page): Promise<LibraryItem[]> {
  return (await call(page, 'library.search', { search: '', order: 'newest', from: 0, count: 200 })).items
}

const pathOf = (item: LibraryItem | undefined, file: number): string =>
  join(item?.folder ?? 'none', item?.files[file]?.name ?? 'none')

/** Changes the last byte, and not the time. */
async function damage(path: string): Promise<void> {
  const { mtime } = await stat(path)
  const bytes = await readFile(path)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 255
  await writeFile(path, bytes)
  await utimes(path, mtime, mtime)
}

const listed = async (page: Page): Promise<Recording[]> =>
  (await call(page, 'recordings.page', { query: { ...PERIOD, allUsers: true }, index: 0 })).items

async function place(
  page: Page,
  recordings: readonly Recording[],
  fileTypes: string[],
  scope: (typeof PERIOD & { search: string; allUsers: boolean }) | null = null,
): Promise<void> {
  const ordered = recordings.map((one) => toOrdered(one, fileTypes))
  await call(page, 'orders.place', { recordings: ordered, fileTypes, scope })
}

/** Waits until every download has ended. */
export async function untilNoneRuns(page: Page): Promise<void> {
  const isBusy = async () => (await call(page, 'downloads.list')).some(({ state }) => !ENDED.includes(state))
  while (await isBusy()) await page.waitForTimeout(200)
}
const ENDED: readonly string[] = ['saved', 'failed']
