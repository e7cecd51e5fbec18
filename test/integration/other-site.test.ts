import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings } from '../../contract/settings.ts'
import { createServices, type Services } from '../../main/services.ts'
import { noSecrets, signInSite, signInTo, silentLog } from '../cloud-client.ts'
import type { Give } from '../json-site.ts'
import { SAMPLE_ROW } from '../recording-row.ts'

/** Files of one site are queued while the user is signed in to another: only their own site gets requests for them. */

const worker = new URL('../../out/main/transfer-worker.js', import.meta.url)
if (!existsSync(fileURLToPath(worker)))
  throw new Error('out/main/transfer-worker.js is missing: npm run build comes first')

let home = ''
let services: Services
const closers: (() => void)[] = []

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'other-site-'))
  mkdirSync(join(home, 'recordings'))
  services = createServices({
    home,
    settings: { get: () => ({ ...defaultSettings, trusted: [] }), set: () => {}, onChange: () => () => {} },
    secrets: noSecrets,
    log: silentLog,
    language: () => 'en-US',
    transfers: worker,
    limits: () => ({
      ...{ parallelFiles: 3, maxRetries: 0, retryWaitMs: 1, stallTimeoutMs: 10_000, bytesPerSecond: null },
    }),
    keepsQueue: true,
  })
  await services.start()
})
afterEach(async () => {
  await services.close()
  for (const close of closers.splice(0)) close()
  rmSync(home, { recursive: true })
})

async function siteOf(give: Give, accessToken: string) {
  const made = await signInSite(give, accessToken)
  closers.push(made.site.close)
  return { ...made, url: made.site.url }
}

const row = () => services.downloads.list()[0]

it('a file waits for its own site, and is not requested from another', async () => {
  let links = 0
  const own = await siteOf(({ path, query }) => {
    if (path === '/v1/mmc/management/conferences/record/files')
      return {
        body: { ...SAMPLE_ROW, confUUID: query.get('confUUID'), isDecodeFinish: true, available: true },
      }
    if (path !== '/v1/mmc/management/record/downloadurls') return { status: 404 }
    links += 1
    // The first lists the file; the next are never answered, so that the file neither arrives nor fails.
    if (links > 1) return null
    return {
      body: { recordUrls: [{ urls: [{ url: 'https://media.invalid/videoHd/0_0.mp4', fileType: 'Hd' }] }] },
    }
  }, 'own-token')
  const other = await siteOf(() => ({ status: 404 }), 'other-token')
  await signInTo(services.session, own.url)
  await services.downloads.addRecordings({
    confUUIDs: ['c'],
    fileTypes: [],
    folder: join(home, 'recordings'),
  })
  await expect.poll(() => links).toBe(2)
  await services.downloads.pause('all')

  await signInTo(services.session, other.url)
  await services.downloads.resume('all')
  await expect.poll(row).toMatchObject({
    state: 'blocked',
    failure: { code: 'AUTH_REQUIRED', params: { site: own.url } },
  })
  expect(other.calls()).toEqual([])

  await signInTo(services.session, own.url)
  await expect.poll(() => links).toBe(3)
  expect(row()).toMatchObject({ state: 'running' })
  await services.downloads.pause('all')
})

it('a recording that is still being prepared is not looked up at another site', async () => {
  let details = 0
  const own = await siteOf(({ path }) => {
    if (path !== '/v1/mmc/management/conferences/record/files') return { status: 404 }
    details += 1
    return { body: { ...SAMPLE_ROW, confUUID: 'c', isDecodeFinish: false } }
  }, 'own-token')
  const other = await siteOf(() => ({ status: 404 }), 'other-token')
  await signInTo(services.session, own.url)
  await services.downloads.orders.place({
    recordings: [{ confUUID: 'c', title: '', startTime: null, bytes: null }],
    ...{ fileTypes: [], scope: null, folder: join(home, 'recordings') },
  })
  await expect.poll(row).toMatchObject({ state: 'blocked', failure: { code: 'NOT_TRANSCODED' } })

  await signInTo(services.session, other.url)
  await services.downloads.retry(services.downloads.list().map(({ id }) => id))
  await expect.poll(row).toMatchObject({
    state: 'blocked',
    failure: { code: 'AUTH_REQUIRED', params: { site: own.url } },
  })
  expect(other.calls()).toEqual([])

  await signInTo(services.session, own.url)
  await expect.poll(() => details).toBe(2)
  await expect.poll(row).toMatchObject({ state: 'blocked', failure: { code: 'NOT_TRANSCODED' } })
})
