import { expect, onTestFinished } from 'vitest'
import { startDemo } from '../../demo/service.ts'
import { createRecordingLists } from '../../main/cloud/recording-lists.ts'
import { createSession } from '../../main/cloud/session.ts'
import type { ListedRecordings } from '../../main/interfaces.ts'
import { clientHttp, noSecrets, silentLog } from '../cloud-client.ts'
import { test } from '../fixtures.ts'
import { manyRecordings } from '../many-recordings.ts'

const DAY_MS = 86_400_000
const now = Date.now()
const period = { from: new Date(now - 90 * DAY_MS).toISOString(), to: new Date(now).toISOString() }

/** What lists report that are read by a user of the demo with these recordings. */
async function reportsOf(count: number, userId?: string) {
  const recordings = manyRecordings(count)
  const service = await startDemo({ recordings })
  onTestFinished(service.close)
  const session = createSession({ http: clientHttp().http, secrets: noSecrets, log: silentLog })
  const { appId, appKey } = service
  await session.signIn({
    site: service.url,
    credentials: { kind: 'appId', appId, appKey, ...(userId === undefined ? {} : { userId }) },
    remember: false,
  })
  const reports: ListedRecordings[] = []
  const lists = createRecordingLists({ session, log: silentLog, onListed: (list) => reports.push(list) })
  return { service, lists, reports }
}

test('a list that an administrator reads to its end is reported as a whole', async () => {
  const { service, lists, reports } = await reportsOf(600)
  await lists.list({ ...period, allUsers: true })
  expect(reports.at(-1)).toMatchObject({ site: service.url, isOfAllUsers: true, isWhole: true })
  expect(reports.at(-1)?.confUUIDs.size).toBe(600)
  const first = await lists.page({ ...period, allUsers: true }, 0)
  expect(first.isLast).toBe(false)
  expect(reports.at(-1)?.isWhole).toBe(false)
  expect((await lists.page({ ...period, allUsers: true }, 1)).isLast).toBe(true)
  expect(reports.at(-1)?.isWhole).toBe(true)
  expect(reports.at(-1)?.confUUIDs.size).toBe(600)
})

test.each([
  ['of a search', undefined, { allUsers: true, search: 'a' }],
  ['of own recordings', undefined, { allUsers: false }],
  ['of a user without the right', 'guest-7', { allUsers: true }],
])('a list %s is not', async (_what, userId, query) => {
  const { lists, reports } = await reportsOf(5, userId)
  await lists.list({ ...period, ...query }).catch(() => undefined)
  expect(reports.filter(({ isWhole }) => isWhole)).toEqual([])
})
