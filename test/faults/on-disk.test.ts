import { execFileSync } from 'node:child_process'
import { link, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { whoAmI } from '../../main/files/lock-holder.ts'
import { removeFinishedJournal } from '../../main/transfer/find-finished.ts'
import { journalPath, partPath } from '../../main/transfer/journal.ts'
import { isPosix } from '../platform.ts'
import { cutAfter, good, stallAfter } from './misbehaving-server.ts'
import { FILE, HALF, journalOf, oneFile, OTHER, OVERLAP, sha256Of } from './one-file.ts'

const at = oneFile()

describe('existing files on disk', () => {
  it.each([
    ['empty', ''],
    ['cut short', '{"version":1,"identity":"recor'],
    ['of another version', JSON.stringify({ version: 2, identity: 'recording-1', durable: 100 })],
    [
      'of another file',
      JSON.stringify({
        version: 1,
        identity: 'other',
        durable: 100,
        total: null,
        etag: null,
        lastModified: null,
        sha256: null,
      }),
    ],
  ])('a journal that is %s is quarantined with its part file', async (_, journal) => {
    await writeFile(partPath(at.path), OTHER.subarray(0, HALF))
    await writeFile(journalPath(at.path), journal)
    await at.serve(FILE, [good()])
    const { outcome, quarantined } = await at.run()
    expect(outcome).toMatchObject({ kind: 'saved' })
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
    expect(quarantined).toHaveLength(1)
    const kept = (await readdir(at.folder)).filter((name) => name.includes('.set-aside-'))
    expect(kept).toHaveLength(2)
    expect(at.server.ranges).toEqual([null])
  })

  it('a part file without a journal is quarantined', async () => {
    await writeFile(partPath(at.path), OTHER.subarray(0, HALF))
    await at.serve(FILE, [good()])
    const { quarantined } = await at.run()
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
    expect((await readFile(quarantined[0] ?? '')).length).toBe(HALF)
  })

  it('a part file longer than its journal is truncated to it', async () => {
    const journal = {
      version: 1,
      identity: 'recording-1',
      durable: 200_000,
      total: FILE.length,
      etag: null,
      lastModified: null,
      sha256: null,
    }
    await writeFile(partPath(at.path), Buffer.concat([FILE.subarray(0, 200_000), Buffer.alloc(90_000, 9)]))
    await writeFile(journalPath(at.path), JSON.stringify(journal))
    await at.savesWhole([good()])
    expect(at.server.ranges).toEqual([`bytes=${200_000 - OVERLAP}-`])
  })

  it('a complete part file is verified without a request', async () => {
    const journal = {
      version: 1,
      identity: 'recording-1',
      durable: FILE.length,
      total: FILE.length,
      etag: null,
      lastModified: null,
      sha256: null,
    }
    await writeFile(partPath(at.path), FILE)
    await writeFile(journalPath(at.path), JSON.stringify(journal))
    await at.savesWhole([good()])
    expect(at.server.linksGiven()).toBe(0)
  })

  it('a final file whose journal a crash left is found, not downloaded', async () => {
    const sha256 = sha256Of(FILE)
    const journal = {
      version: 1,
      identity: 'recording-1',
      durable: FILE.length,
      total: FILE.length,
      etag: null,
      lastModified: null,
      sha256,
    }
    await writeFile(at.path, FILE)
    await writeFile(journalPath(at.path), JSON.stringify(journal))
    await at.savesWhole([good()])
    expect(at.server.linksGiven()).toBe(0)
  })

  it('a lock that a crash left beside a saved file is removed', async () => {
    const record = { ...(await whoAmI()), version: 1, id: 'gone', beat: '0', pid: 2 ** 22 + 1 }
    await writeFile(`${partPath(at.path)}.lock`, JSON.stringify(record))
    await writeFile(at.path, FILE)
    await removeFinishedJournal(at.path, 'recording-1')
    expect(await readdir(at.folder)).toEqual(['film.mp4'])
  })

  it('a final file of another number or extension is found too after such a crash', async () => {
    const journal = journalOf({ durable: FILE.length, total: FILE.length, sha256: sha256Of(FILE) })
    const finalPath = join(at.folder, 'film')
    await writeFile(journalPath(finalPath), journal)
    await writeFile(join(at.folder, 'film.mp4'), OTHER)
    await writeFile(join(at.folder, 'film (2).mp4'), FILE)
    await at.serve(FILE, [good()])
    expect((await at.run({ job: { finalPath, needsExtension: true } })).outcome).toEqual({
      kind: 'saved',
      path: join(at.folder, 'film (2).mp4'),
      bytes: FILE.length,
      sha256: sha256Of(FILE),
      note: null,
      isFound: true,
    })
    expect(at.server.linksGiven()).toBe(0)
  })

  it('both names of one file, left by a crash between link and unlink, become one', async () => {
    const journal = journalOf({ durable: FILE.length, total: FILE.length, sha256: sha256Of(FILE) })
    await writeFile(journalPath(at.path), journal)
    await writeFile(partPath(at.path), FILE)
    await link(partPath(at.path), at.path)
    await at.savesWhole([good()])
    expect(at.server.linksGiven()).toBe(0)
  })

  it('a sealed journal without its file is ignored', async () => {
    const journal = journalOf({ durable: FILE.length, total: FILE.length, sha256: sha256Of(FILE) })
    await writeFile(journalPath(at.path), journal)
    await writeFile(join(at.folder, 'film (2).mp4'), FILE)
    await writeFile(at.path, FILE.subarray(0, HALF))
    await at.serve(FILE, [good()])
    // The name belongs to another file now, and the second name is the file.
    expect((await at.run()).outcome).toMatchObject({ path: join(at.folder, 'film (2).mp4') })
    await rm(join(at.folder, 'film (2).mp4'))
    await writeFile(journalPath(at.path), journal)
    const { outcome, quarantined } = await at.run()
    expect(outcome).toMatchObject({ kind: 'saved', path: join(at.folder, 'film (2).mp4') })
    expect(quarantined).toHaveLength(1)
    expect(at.server.ranges).toEqual([null])
  })

  it('a file of that name is never overwritten', async () => {
    await writeFile(at.path, 'mine')
    await at.serve(FILE, [good()])
    const { outcome } = await at.run()
    expect(outcome).toMatchObject({ kind: 'saved', path: join(at.folder, 'film (2).mp4') })
    expect(await readFile(at.path, 'utf8')).toBe('mine')
  })

  const plants: Record<string, (path: string) => Promise<unknown>> = {
    'a pipe': async (path) => execFileSync('mkfifo', [path]),
    'a link to a file of the user': (path) => symlink(join(at.folder, 'user'), path),
    'a link to a device': (path) => symlink('/dev/zero', path),
    'a second name of a file of the user': (path) => link(join(at.folder, 'user'), path),
    'a folder': (path) => mkdir(path),
    'an endless file': async (path) => {
      await writeFile(path, '')
      await truncate(path, 4e9)
    },
  }
  const places = ['.part', '.part.json', '.part.json.new', '.part.lock', '.json', '.json.new']
  const planted = places.flatMap((suffix) => Object.keys(plants).map((what) => [what, suffix] as const))
  it.runIf(isPosix).each(planted)('%s at %s is neither read nor written through', async (what, suffix) => {
    await writeFile(join(at.folder, 'user'), '')
    await plants[what]?.(`${at.path}${suffix}`)
    await at.serve(FILE, [good()])
    const { outcome } = await at.run()
    expect(outcome).toMatchObject({ kind: 'saved', path: at.path })
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
    expect(await readFile(join(at.folder, 'user'), 'utf8')).toBe('')
  })

  it('a missing folder is reported', async () => {
    await at.failsWith('FOLDER_MISSING', [good()], {
      job: { finalPath: join(at.folder, 'gone', 'film.mp4') },
    })
    expect(at.server.linksGiven()).toBe(0)
  })
})

describe('stopping', () => {
  it('keeps everything received and resumes from there', async () => {
    const controller = new AbortController()
    const onProgress = (received: number): void => void (received === HALF && controller.abort())
    await at.serve(FILE, [stallAfter(HALF), good()])
    const { outcome } = await at.run({ deps: { signal: controller.signal, onProgress } })
    expect(outcome).toEqual({ kind: 'stopped' })
    expect((await at.run()).outcome).toMatchObject({ kind: 'saved' })
    expect(at.server.ranges).toEqual([null, `bytes=${HALF - OVERLAP}-`])
    expect((await readFile(at.path)).equals(FILE)).toBe(true)
  })

  it.each([
    ['when the wait begins', (stop: () => void) => stop()],
    ['during the wait', (stop: () => void) => void setImmediate(stop)],
  ])('does not wait for the next attempt: %s', async (_when, soon) => {
    const controller = new AbortController()
    await at.serve(FILE, [cutAfter(HALF), good()])
    const deps = {
      signal: controller.signal,
      // A longer wait would end the transfer.
      random: () => 0.99,
      limits: { maxRetries: 4, retryWaitMs: 25_000, stallTimeoutMs: 20_000 },
      onSetback: () => soon(() => controller.abort()),
    }
    expect((await at.run({ deps })).outcome).toEqual({ kind: 'stopped' })
    expect(at.server.linksGiven()).toBe(1)
  })

  it('does not wait for a link that never arrives', async () => {
    const controller = new AbortController()
    await at.serve(FILE, [good()])
    const deps = { signal: controller.signal, freshLink: () => new Promise<never>(() => undefined) }
    setTimeout(() => controller.abort(), 50)
    expect((await at.run({ deps })).outcome).toEqual({ kind: 'stopped' })
  })
})
