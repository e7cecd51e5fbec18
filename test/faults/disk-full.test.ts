import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Journal, journalPath } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { cutAfter, good, stallAfter } from './misbehaving-server.ts'
import { expectUsablePart, FILE, oneFile, OVERLAP, SILENT_MS } from './one-file.ts'

const at = oneFile()
const mounted: string[] = []

/** A separate disk in memory: only root may create one, and not in every container. */
function mountSmallDisk(folder: string, size: string, more = ''): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}${more}`, 'tmpfs', folder])
  if (status === 0) mounted.push(folder)
  return status === 0
}

afterEach(() => {
  for (const folder of mounted.splice(0)) spawnSync('umount', ['-l', folder])
})

describe('a disk that is full', () => {
  it('stops the download with DISK_FULL, keeps the received bytes, and resumes when there is room', async (context) => {
    const disk = join(at.folder, 'disk')
    await mkdir(disk)
    if (!mountSmallDisk(disk, '6m')) context.skip('no small disk can be mounted here: root is needed')
    const finalPath = join(disk, 'film.mp4')
    const filler = join(disk, 'filler')
    const long = film(5_000_000)
    await writeFile(filler, Buffer.alloc(3_000_000))
    await at.serve(long, [good()])
    const { outcome } = await at.run({ job: { finalPath } })
    expect(outcome).toMatchObject({ kind: 'blocked', failure: { code: 'DISK_FULL' } })
    expect(existsSync(finalPath)).toBe(false)
    await expectUsablePart(finalPath, long)
    const { durable } = JSON.parse(await readFile(journalPath(finalPath), 'utf8')) as Journal
    expect(durable).toBeGreaterThan(1_000_000)

    await rm(filler)
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({
      kind: 'saved',
      bytes: long.length,
    })
    expect((await readFile(finalPath)).equals(long)).toBe(true)
    expect(at.server.ranges).toEqual([null, `bytes=${durable - OVERLAP}-`])
    expect(at.server.tokenFaults).toEqual([])
  })

  it('before the first byte leaves no final name, and the next run saves the file', async (context) => {
    const disk = join(at.folder, 'disk')
    await mkdir(disk)
    if (!mountSmallDisk(disk, '1m')) context.skip('no small disk can be mounted here: root is needed')
    const finalPath = join(disk, 'film.mp4')
    const filler = join(disk, 'filler')
    await writeFile(filler, Buffer.alloc(1024 * 1024)).catch(() => undefined)
    await at.serve(FILE, [good()])
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({
      kind: 'blocked',
      failure: { code: 'DISK_FULL' },
    })
    await rm(filler)
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({ kind: 'saved' })
    expect((await readFile(finalPath)).equals(FILE)).toBe(true)
  })

  it('keeps an existing partial file', async (context) => {
    const disk = join(at.folder, 'disk')
    await mkdir(disk)
    if (!mountSmallDisk(disk, '1m')) context.skip('no small disk can be mounted here: root is needed')
    const finalPath = join(disk, 'film.mp4')
    await at.serve(FILE, [cutAfter(400_000), ({ socket }) => void socket.destroy()])
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({ kind: 'failed' })
    const filler = join(disk, 'filler')
    await writeFile(filler, Buffer.alloc(1024 * 1024)).catch(() => undefined)
    await at.serve(FILE, [good()])
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({ kind: 'blocked' })
    await expectUsablePart(finalPath, FILE)
    await rm(filler)
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({ kind: 'saved' })
    expect((await readFile(finalPath)).equals(FILE)).toBe(true)
    expect(at.server.ranges.at(-1)).toMatch(/^bytes=\d+-$/)
  })
})

describe('a disk without inodes', () => {
  it('is not called full, and the next run saves the file', async (context) => {
    const disk = join(at.folder, 'disk')
    await mkdir(disk)
    // The root folder and two files.
    if (!mountSmallDisk(disk, '6m', ',nr_inodes=3'))
      context.skip('no small disk can be mounted here: root is needed')
    const finalPath = join(disk, 'film.mp4')
    for (const name of ['a', 'b']) await writeFile(join(disk, name), '')
    await at.serve(FILE, [good()])
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({
      kind: 'blocked',
      failure: { code: 'NO_INODES', params: { path: finalPath } },
    })
    expect(at.server.linksGiven()).toBe(0)
    spawnSync('mount', ['-o', 'remount,nr_inodes=100', disk])
    expect((await at.run({ job: { finalPath } })).outcome).toMatchObject({ kind: 'saved' })
  })
})

describe('a disk that is taken away', () => {
  it('gets nothing written below its mount point, and the download resumes when it is back', async (context) => {
    const disk = join(at.folder, 'disk')
    const elsewhere = join(at.folder, 'elsewhere')
    await mkdir(disk)
    await mkdir(elsewhere)
    if (!mountSmallDisk(disk, '6m')) context.skip('no small disk can be mounted here: root is needed')
    const job = { finalPath: join(disk, 'film.mp4'), mountPoint: disk }
    await at.serve(FILE, [stallAfter(300_000), good()])
    const running = at.run({ stall: SILENT_MS, job })
    await expect.poll(() => readdir(disk)).toContain('film.mp4.part')
    await expect.poll(async () => (await stat(`${job.finalPath}.part`)).size).toBeGreaterThan(0)
    // Kept elsewhere meanwhile, so that the same disk comes back.
    spawnSync('mount', ['--bind', disk, elsewhere])
    mounted.push(elsewhere)
    spawnSync('umount', ['-l', disk])
    expect((await running).outcome).toMatchObject({ kind: 'blocked', failure: { code: 'DISK_GONE' } })
    expect(await readdir(disk)).toEqual([])
    // Nor when it is tried meanwhile.
    expect((await at.run({ job })).outcome).toMatchObject({ kind: 'blocked', failure: { code: 'DISK_GONE' } })
    expect(await readdir(disk)).toEqual([])

    spawnSync('mount', ['--bind', elsewhere, disk])
    expect((await at.run({ job })).outcome).toMatchObject({ kind: 'saved', bytes: FILE.length })
    expect((await readFile(job.finalPath)).equals(FILE)).toBe(true)
    expect(at.server.ranges.at(-1)).toMatch(/^bytes=[1-9]/)
  })
})
