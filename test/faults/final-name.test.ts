import type fs from 'node:fs/promises'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { good } from './misbehaving-server.ts'
import { expectUsablePart, FILE, oneFile } from './one-file.ts'

/** The effect of a virus scanner on the next rename calls: one error code each, '' lets it pass. */
const scanner = vi.hoisted(() => ({ link: [] as string[], rename: [] as string[], unlink: [] as string[] }))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>()
  const meddled =
    <A extends unknown[], R>(name: keyof typeof scanner, call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const code = String(args[0]).endsWith('.mp4.part') ? (scanner[name].shift() ?? '') : ''
      return code === '' ? call(...args) : Promise.reject(Object.assign(new Error(code), { code }))
    }
  return {
    ...real,
    link: meddled('link', real.link),
    rename: meddled('rename', real.rename),
    unlink: meddled('unlink', real.unlink),
  }
})
// The retries take ten seconds in total: here they run without delay.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }))

const at = oneFile()
afterEach(() => Object.assign(scanner, { link: [], rename: [], unlink: [] }))

describe('the final name', () => {
  it.each([
    ['EBUSY', { link: ['EBUSY', 'EBUSY', 'EACCES'] }],
    ['EPERM on both ways', { link: ['EPERM', 'EPERM'], rename: ['EPERM'] }],
    ['EBUSY on letting go of the part', { unlink: ['EBUSY', 'EPERM'] }],
  ])('is retried after %s', async (_, codes) => {
    Object.assign(scanner, codes)
    await at.savesWhole([good()])
    expect(Object.values(scanner).flat()).toEqual([])
  })

  it('is given by renaming if the disk has no hard links', async () => {
    scanner.link = ['ENOTSUP']
    await at.savesWhole([good()])
  })

  it('never replaces another file if the disk has no hard links', async () => {
    await writeFile(at.path, 'mine')
    scanner.link = ['ENOTSUP', 'ENOTSUP']
    await at.serve(FILE, [good()])
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: join(at.folder, 'film (2).mp4') })
    expect(await readFile(at.path, 'utf8')).toBe('mine')
  })

  it('that stays locked ends as FILE_LOCKED with the part file kept, and the next run sends no request', async () => {
    scanner.link = Array<string>(50).fill('EBUSY')
    await at.failsWith('FILE_LOCKED', [good()])
    expect((await readdir(at.folder)).toSorted()).toEqual(['film.mp4.part', 'film.mp4.part.json'])
    await expectUsablePart(at.path, FILE)
    scanner.link = []
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: at.path })
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
    expect(at.server.linksGiven()).toBe(1)
  })

  it('is the right file even if the part file cannot be removed, and the next run cleans up', async () => {
    scanner.unlink = Array<string>(50).fill('EBUSY')
    await at.serve(FILE, [good()])
    expect((await at.run()).outcome).toMatchObject({ kind: 'failed', failure: { code: 'FILE_LOCKED' } })
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
    scanner.unlink = []
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved', path: at.path })
    expect(await readdir(at.folder)).toEqual(['film.mp4'])
    expect(at.server.linksGiven()).toBe(1)
  })
})
