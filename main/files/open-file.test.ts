import { execFileSync } from 'node:child_process'
import { link, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { isPosix } from '../../test/platform.ts'
import {
  createPlain,
  isNotPlain,
  makeDurable,
  NOT_A_PLAIN_FILE,
  openPlain,
  readPlain,
  readPlainText,
  replacePlain,
} from './open-file.ts'

const content = async (path: string): Promise<string> => await readFile(path, 'utf8')

/** Puts something else than a plain file at a path. `user`: a file of the user, which must not change. */
const PLANTS: Record<string, (path: string, user: string) => Promise<unknown>> = {
  'a link to a file': (path, user) => symlink(user, path),
  'a link to a device': (path) => symlink('/dev/zero', path),
  'a link to nothing': (path, user) => symlink(`${user}.none`, path),
  'a pipe': async (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdir(path),
}

describe.runIf(isPosix)('in place of a plain file', () => {
  test.for(Object.entries(PLANTS))('%s is neither opened nor changed', async ([, plant], { folder }) => {
    const [path, user] = [join(folder, 'x'), join(folder, 'user')]
    await writeFile(user, 'private')
    await plant(path, user)
    const before = await lstat(path)
    for (const use of ['read', 'own'] as const)
      await expect(openPlain(path, use)).rejects.toMatchObject({ code: NOT_A_PLAIN_FILE })
    await expect(readPlainText(path, 100)).rejects.toMatchObject({ code: NOT_A_PLAIN_FILE })
    await expect(createPlain(path)).rejects.toMatchObject({ code: 'EEXIST' })
    expect((await lstat(path)).ino).toBe(before.ino)
    expect(await content(user)).toBe('private')
  })

  test.for(Object.entries(PLANTS))('%s gives its name to a new file', async ([, plant], { folder }) => {
    const [path, user] = [join(folder, 'x'), join(folder, 'user')]
    await writeFile(user, 'private')
    await plant(path, user)
    const handle = await replacePlain(path)
    await handle.writeFile('ours')
    await handle.close()
    expect(await content(path)).toBe('ours')
    expect(await content(user)).toBe('private')
    expect((await readdir(folder)).filter((name) => name.endsWith('.none'))).toEqual([])
  })

  test('a link may be followed on request, but only to a plain file', async ({ folder }) => {
    await writeFile(join(folder, 'film'), 'bytes')
    await symlink(join(folder, 'film'), join(folder, 'a'))
    await symlink('/dev/zero', join(folder, 'b'))
    expect(await readPlainText(join(folder, 'a'), 100, 'read-linked')).toBe('bytes')
    await expect(readPlainText(join(folder, 'b'), 100, 'read-linked')).rejects.toMatchObject({
      code: NOT_A_PLAIN_FILE,
    })
  })
})

test('a file with a second hard link is read, never written to', async ({ folder }) => {
  const [path, user] = [join(folder, 'x'), join(folder, 'user')]
  await writeFile(user, 'private')
  await link(user, path)
  await expect(openPlain(path, 'own')).rejects.toMatchObject({ code: NOT_A_PLAIN_FILE })
  expect(await readPlainText(path, 100)).toBe('private')
  await (await replacePlain(path)).close()
  expect(await content(user)).toBe('private')
})

test.for([
  [0, true],
  [100, true],
  [101, false],
  [5000, false],
] as const)('of at most 100 bytes, a text of %i is read: %s', async ([size, isRead], { folder }) => {
  const path = join(folder, 'x')
  await writeFile(path, 'x'.repeat(size))
  const text = await readPlainText(path, 100).catch((error: unknown) => {
    if (isNotPlain(error)) return null
    throw error
  })
  expect(text).toBe(isRead ? 'x'.repeat(size) : null)
})

test.runIf(process.platform === 'linux')(
  'a text whose size is reported as 0 is read to its end',
  async () => {
    const found = await readPlainText('/proc/self/limits', 100_000)
    expect(found).toMatch(/^Limit[\s\S]*\n$/)
    await expect(readPlainText('/proc/self/limits', found.length - 1)).rejects.toMatchObject({
      code: NOT_A_PLAIN_FILE,
    })
  },
)

test('reads a file in chunks to its end', async ({ folder }) => {
  const path = join(folder, 'x')
  const bytes = Buffer.alloc(2_500_000, 'abcdefg')
  await writeFile(path, bytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of readPlain(path)) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
})

test('writes through a handle for its own file', async ({ folder }) => {
  const path = join(folder, 'x')
  await (await createPlain(path)).close()
  const handle = await openPlain(path, 'own')
  await handle.write('ab')
  await handle.close()
  expect(await content(path)).toBe('ab')
})

test.for(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])(
  '%s of fsync says that the file system has none',
  async (code) => {
    const sync = () => Promise.reject(Object.assign(new Error(code), { code }))
    expect(await makeDurable({ sync, datasync: sync }, 'sync')).toBe(false)
  },
)

test('a failed fsync is an error', async ({ folder }) => {
  const sync = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
  await expect(makeDurable({ sync, datasync: sync }, 'datasync')).rejects.toMatchObject({ code: 'EIO' })
  const handle = await createPlain(join(folder, 'x'))
  expect(await makeDurable(handle, 'sync')).toBe(true)
  await handle.close()
})
