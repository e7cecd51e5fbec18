import { readdirSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { Account } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { DIRECT } from '../network/proxy.ts'
import { createDoctor } from './doctor.ts'
import { isPosix } from '../../test/platform.ts'
import { test } from '../../test/fixtures.ts'

let folder = ''
test.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
})

const account = { name: 'Liu', userId: 'liu', baseUrl: 'https://b.example' } as Account

function doctor(options: { site?: string; signedIn?: Account | null; unreachable?: AppError } = {}) {
  const { site = 'mainland', signedIn = account, unreachable } = options
  const send = vi.fn(async (_request: { url: URL; headers?: unknown }) => {
    if (unreachable !== undefined) throw unreachable
    return { status: 404, body: undefined, bytes: 0, requestId: 'r' }
  })
  const listRecordings = vi.fn(async (): Promise<unknown> => ({}))
  const { examine } = createDoctor({
    settings: {
      get: () => ({ ...defaultSettings, site, trusted: [] }),
      set: () => undefined,
      onChange: () => () => undefined,
    },
    session: { state: () => ({ account: signedIn, failure: null }) },
    http: { send, ask: send },
    resolveRoutes: async () => [DIRECT],
    listRecordings,
  })
  const found = async (order: Parameters<typeof examine>[0]) =>
    Object.fromEntries(
      (await examine(order)).map(({ check, found: well, failure }) => [check, well ?? failure?.code]),
    )
  return { examine, found, send, listRecordings }
}

test('reports that everything works, and leaves no files behind', async () => {
  const { found, send } = doctor()
  expect(await found({ folder })).toEqual({
    proxy: 'direct',
    site: 'reached',
    certificate: 'vouched',
    signIn: 'accepted',
    folder: 'writable',
    disk: 'room',
  })
  expect(readdirSync(folder)).toEqual([])
  // The signed-in site, without its token.
  expect(send.mock.calls[0]?.[0].url.href).toBe('https://b.example/')
  expect(send.mock.calls[0]?.[0].headers).toBeUndefined()
})

test.each([
  ['EINVAL', 'not-durable'],
  ['ENOSYS', 'not-durable'],
  ['ENOTSUP', 'not-durable'],
  ['EIO', 'DISK_ERROR'],
])('a file system whose fsync answers %s: %s', async (code, expected) => {
  const handle = await open(join(folder, 'any'), 'w')
  const prototype = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  const sync = vi.spyOn(prototype, 'sync').mockRejectedValue(Object.assign(new Error(code), { code }))
  try {
    expect(await doctor().found({ folder })).toMatchObject({ folder: expected })
    expect(readdirSync(folder)).toEqual(['any'])
  } finally {
    sync.mockRestore()
  }
})

test('reports a missing sign-in and a missing folder', async () => {
  const { found, send } = doctor({ signedIn: null })
  expect(await found({ folder: null })).toMatchObject({
    site: 'reached',
    signIn: 'AUTH_REQUIRED',
    folder: 'NO_FOLDER',
    disk: 'not-tested',
  })
  expect(send.mock.calls[0]?.[0].url.href).toBe('https://api.meeting.huaweicloud.com/')
})

test('reports an invalid site address, and sends no request', async () => {
  const { found, send } = doctor({ site: 'http://plain.example', signedIn: null })
  expect(await found({ folder })).toMatchObject({ proxy: 'not-tested', site: 'ADDRESS_REFUSED' })
  expect(send).not.toHaveBeenCalled()
})

test('does not sign in to a site that cannot be reached', async () => {
  const { found, listRecordings } = doctor({ unreachable: new AppError('OFFLINE') })
  const signIn = vi.fn()
  expect(await found({ folder, signIn })).toMatchObject({ site: 'OFFLINE', signIn: 'not-tested' })
  expect(signIn).not.toHaveBeenCalled()
  expect(listRecordings).not.toHaveBeenCalled()
})

test('distinguishes a rejected sign-in from a rejected call', async () => {
  const refuse = (code: 'AUTH_REJECTED' | 'NO_PERMISSION') => async () => {
    throw new AppError(code)
  }
  expect(await doctor().found({ folder, signIn: refuse('AUTH_REJECTED') })).toMatchObject({
    signIn: 'AUTH_REJECTED',
  })
  const { found, listRecordings } = doctor()
  listRecordings.mockImplementation(refuse('NO_PERMISSION'))
  expect(await found({ folder })).toMatchObject({ signIn: 'NO_PERMISSION' })
})

test.each(['gone', 'a file'])('a folder that is %s fails with its code', async (what) => {
  const path = join(folder, 'x')
  if (what === 'a file') writeFileSync(path, '')
  expect(await doctor().found({ folder: path })).toMatchObject({ folder: 'FOLDER_MISSING' })
})

// Windows reports such a name as missing.
test.runIf(isPosix)('a folder that cannot be written to fails with the system’s error', async () => {
  const path = join(folder, 'x'.repeat(300))
  expect(await doctor().found({ folder: path })).toMatchObject({
    folder: 'PATH_TOO_LONG',
    disk: 'not-tested',
  })
})
