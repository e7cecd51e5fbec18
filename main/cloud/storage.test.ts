import { afterEach, describe, expect, it, test } from 'vitest'
import { signedIn, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { createStorage } from './storage.ts'

const GB = 1024 ** 3
const USED = '/v1/mmc/management/orgRes'
const BOUGHT = '/v1/usg/dcs/corp/resource'
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function storageOf(give: Partial<Record<string, (asked: Asked) => Given>>) {
  const { site, session, calls } = await signedIn((asked) => give[asked.path]?.(asked) ?? { status: 404 })
  closers.push(site.close)
  let time = 0
  const storage = createStorage({ session, log: silentLog, now: () => time })
  const paths = () => calls().map(({ path }) => path)
  return { storage, session, paths, pass: (ms: number) => void (time += ms) }
}

const answers = (used: unknown, bought: unknown) => ({
  [USED]: () => ({ body: used }),
  [BOUGHT]: () => ({ body: bought }),
})
const capability = (sumCount: unknown, usedCount: unknown = 0) => ({
  recordCapability: { sumCount, usedCount },
})

describe('the space of recordings', () => {
  it.each([
    ['both calls answer', { usedRecStorage: 39.5, confCount: 4 }, capability(1024, 39), 39.5, 1024],
    ['the answers are in data', { data: { usedRecStorage: 2 } }, { code: 0, data: capability(50) }, 2, 50],
    ['numbers are text', { usedRecStorage: '612.5' }, capability('1024'), 612.5, 1024],
    ['only the second tells what is used', {}, capability(100, 7), 7, 100],
    ['nothing was bought', { usedRecStorage: 0 }, capability(0), 0, null],
    ['what was bought is missing', { usedRecStorage: 3 }, {}, 3, null],
    ['what was bought is negative', { usedRecStorage: 3 }, capability(-1), 3, null],
    ['what was bought is huge', { usedRecStorage: 3 }, capability(1e300), 3, null],
    ['what was bought is a text', { usedRecStorage: 3 }, { recordCapability: 'much' }, 3, null],
  ])('is read where %s', async (_, used, bought, usedGB, totalGB) => {
    const { storage } = await storageOf(answers(used, bought))
    const totalBytes = totalGB === null ? null : totalGB * GB
    expect(await storage.read()).toEqual({ usedBytes: usedGB * GB, totalBytes })
  })

  it.each<[string, Given]>([
    ['the call is refused', { status: 403, body: { error_code: 'MMC.111070002', error_msg: 'no' } }],
    ['the token is refused', { status: 401, body: { error_code: 'USG.206020000', error_msg: 'no' } }],
    ['there is no such call', { status: 404, body: { error_code: 'APIG.0101', error_msg: 'no' } }],
    ['the answer is a page', { body: '<html>' }],
    ['the answer is a list', { body: [1, 2] }],
    ['the answer is null', { body: null }],
    ['the field is missing', { body: { confCount: 4 } }],
    ['the number is negative', { body: { usedRecStorage: -5 } }],
    ['the number is huge', { body: { usedRecStorage: 1e300 } }],
    ['the number is no size of a cloud', { body: { usedRecStorage: 2 ** 40 } }],
    ['the number is a word', { body: { usedRecStorage: 'much' } }],
    ['the number is an object', { body: { usedRecStorage: { value: 5 } } }],
  ])('is unknown where %s, and the session goes on', async (_, given) => {
    const { storage, session } = await storageOf({ [USED]: () => given })
    expect(await storage.read()).toBe(null)
    expect(session.state().account).not.toBe(null)
  })
})

test('is asked once in five minutes, also where it is not answered', async () => {
  const { storage, paths, pass } = await storageOf({})
  await Promise.all([storage.read(), storage.read()])
  pass(4 * 60_000)
  await storage.read()
  expect(paths()).toEqual([USED, BOUGHT])
  pass(60_000)
  await storage.read()
  expect(paths()).toEqual([USED, BOUGHT, USED, BOUGHT])
})

test('is not asked without a sign-in', async () => {
  const { storage, session, paths } = await storageOf(answers({ usedRecStorage: 1 }, {}))
  await session.signOut()
  const before = paths().length
  expect(await storage.read()).toBe(null)
  expect(paths()).toHaveLength(before)
})
