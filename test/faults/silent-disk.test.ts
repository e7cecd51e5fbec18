import { lstat, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { askDisk, isAnyDiskAsked } from '../../main/files/ask-disk.ts'
import { createKnownDisks } from '../../main/files/known-disks.ts'
import { isConnected, mountPointOf } from '../../main/files/mount-point.ts'
import { createAskedFolders } from '../../main/library/asked-folders.ts'
import { readErrorPage } from '../../main/cloud/service-error.ts'
import type { TransferJob } from '../../main/transfer/job.ts'
import { runTransferWorker } from '../../main/transfer/worker.ts'
import { createLibrary } from '../../main/library/library.ts'
import { meetkeep } from '../cli/run.ts'
import { test } from '../fixtures.ts'
import { seeded } from '../../scripts/seeded-random.mjs'
import { ACCESS_TOKEN, startSoakService } from '../soak/service.ts'
import { recordingDescription } from '../recording-description.ts'
import { mountSilentDisk, type SilentDisk } from '../silent-disk.ts'

/** A folder with one meeting, and how to take its disk from it. */
async function meetingOnDisk(folder: string): Promise<{ disk: string; film: string }> {
  const disk = join(folder, 'share')
  const film = join(disk, 'meeting', 'film.mp4')
  await mkdir(dirname(film), { recursive: true })
  await writeFile(film, 'film')
  await writeFile(join(dirname(film), 'meeting.json'), JSON.stringify(recordingDescription()))
  return { disk, film }
}

function silence(disk: string, skip: (reason: string) => never): SilentDisk {
  return mountSilentDisk(disk) ?? skip('no file system in user space can be mounted here')
}
/** What is mounted is read ten times a second: before that, a new disk is taken for the one around it. */
const noticed = (): Promise<void> => delay(200)

test('one call waits for a disk that does not answer, and none is made while it is silent', async ({
  folder,
  home,
  skip,
}) => {
  const { disk, film } = await meetingOnDisk(folder)
  const library = createLibrary(home, () => undefined)
  const source = {
    kind: 'recording',
    site: 'https://meeting.example',
    confUUID: 'u1',
    fileType: 'Hd',
    part: 1,
  } as const
  await library.load()
  const entry = {
    source,
    path: film,
    bytes: 4,
    sha256: 'ab'.repeat(32),
    title: '',
    savedAt: '2026-10-03T02:00:00.000Z',
  }
  await library.add(entry)
  expect(await library.find(source)).toMatchObject({ path: film })
  const mountPoint = await mountPointOf(disk)
  const silent = silence(disk, skip)

  try {
    await noticed()
    let calls = 0
    const ask = () =>
      askDisk(
        film,
        () => {
          calls += 1
          return lstat(film)
        },
        200,
      )
    const answers = await Promise.allSettled(Array.from({ length: 20 }, ask))
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'DISK_GONE' } })
    expect(calls).toBeLessThanOrEqual(1)
    expect(isAnyDiskAsked()).toBe(true)

    // Everything else says so at once, and other disks answer.
    expect(await library.find(source)).toBeNull()
    expect(await isConnected(disk, mountPoint)).toBe(false)
    expect(await isConnected(disk, null)).toBe(false)
    await expect(createKnownDisks(home, () => undefined).require(disk)).rejects.toMatchObject({
      code: 'DISK_GONE',
    })
    expect(await (await createAskedFolders().ask(disk))(source, film)).toEqual([])
    await library.add({ ...entry, path: join(disk, 'other.mp4') })
    expect(await readdir(folder)).toEqual(['share'])
    expect(calls).toBeLessThanOrEqual(1)
  } finally {
    silent.release()
  }
  await expect.poll(isAnyDiskAsked).toBe(false)
  expect(await askDisk(film, async () => (await stat(film)).size)).toBe(4)
})

test('however many disks are silent, files elsewhere are found, read and written', async ({
  folder,
  home,
  skip,
}) => {
  const library = createLibrary(home, () => undefined)
  await library.load()
  const names = Array.from({ length: 6 }, (_, n) => join(folder, `share ${n}`))
  const entryIn = (disk: string, n: number) => ({
    source: { kind: 'recording', site: 's', confUUID: `u${n}`, fileType: 'Hd', part: 1 } as const,
    ...{ path: join(disk, 'film.mp4'), bytes: 4, sha256: 'ab'.repeat(32), title: '' },
    savedAt: '2026-10-03T02:00:00.000Z',
  })
  for (const [n, disk] of [...names, join(folder, 'here')].entries()) {
    await mkdir(disk)
    await writeFile(join(disk, 'film.mp4'), 'film')
    await library.add(entryIn(disk, n))
  }
  const silent: SilentDisk[] = []
  try {
    for (const disk of names) silent.push(silence(disk, skip))
    await noticed()
    const states = await Promise.all(names.map(async (disk, n) => await library.stateNow(entryIn(disk, n))))
    expect(new Set(states)).toEqual(new Set(['not-connected']))
    for (let round = 0; round < 3; round += 1) {
      library.look()
      expect(await library.stateNow(entryIn(names[round] ?? '', round))).toBe('not-connected')
    }
    expect(await library.stateNow(entryIn(join(folder, 'here'), 6))).toBe('here')
    await writeFile(join(folder, 'new'), 'written')
    expect(await library.find(entryIn(join(folder, 'here'), 6).source)).not.toBeNull()
  } finally {
    for (const one of silent) one.release()
  }
  await expect.poll(isAnyDiskAsked).toBe(false)
})

test('commands on a folder that does not answer say so, and end', async ({ folder, home, skip }) => {
  const { disk } = await meetingOnDisk(folder)
  const silent = silence(disk, skip)
  try {
    const run = (command: string) => meetkeep(['library', command, disk, '--json'], { MEETKEEP_HOME: home })
    for (const { lines } of await Promise.all(['adopt', 'list', 'verify'].map(run)))
      expect(lines).toMatchObject([{ error: { code: 'DISK_GONE' } }])
  } finally {
    // Before the folder is removed, which would wait for the disk.
    silent.release()
  }
})

test('a transfer whose disk stops answering ends with a named state, and so does the command', async ({
  folder,
  home,
  skip,
}) => {
  const service = await startSoakService({ recordings: 1, bytesPerSecond: 300_000, random: seeded(1) })
  const disk = join(folder, 'share')
  let silent: SilentDisk | null = null
  try {
    const found = await meetkeep(
      ['recordings', 'download', ...service.confUUIDs, '--to', disk, '--json'],
      { MEETKEEP_HOME: home, MEETKEEP_SITE: service.url, MEETKEEP_ACCESS_TOKEN: ACCESS_TOKEN },
      (line) => {
        // Files are being written; their disk is not there any more by its path.
        if (silent === null && line.includes('receivedBytes')) silent = silence(disk, skip)
      },
    )
    const { failed } = found.lines.at(-1) as { failed: { error: { code: string } }[] }
    expect(failed.map(({ error }) => error.code)).toEqual(['DISK_GONE', 'DISK_GONE', 'DISK_GONE'])
  } finally {
    ;(silent as SilentDisk | null)?.release()
    await service.close()
  }
})

test('the worker reports a transfer that waits for a silent disk as blocked', async ({ folder, skip }) => {
  const { disk, film } = await meetingOnDisk(folder)
  const { port1: outside, port2: inside } = new MessageChannel()
  let silent: SilentDisk | null = null
  runTransferWorker(inside, {
    readErrorPage,
    // The first step after its disk was there, which the disk never answers.
    describedAt: async () => {
      silent = silence(disk, skip)
      return await new Promise(() => {})
    },
  })
  try {
    const ended = new Promise<unknown>((resolve) => outside.on('message', resolve))
    const limits = {
      parallelFiles: 1,
      maxRetries: 1,
      retryWaitMs: 1,
      stallTimeoutMs: 1000,
      bytesPerSecond: null,
    }
    outside.postMessage({ type: 'configure', network: { extraCas: [], trusted: [] }, limits })
    const job: TransferJob = {
      ...{
        identity: 'a',
        finalPath: join(dirname(film), 'other.mp4'),
        mustBeBoxes: true,
        needsExtension: false,
      },
      source: { kind: 'recording', site: 's', confUUID: 'u', fileType: 'Hd', part: 1 },
      expected: { kind: 'recording', bytes: null, sha256: null },
    }
    outside.postMessage({ type: 'start', id: 'one', job })
    expect(await ended).toMatchObject({
      ...{ type: 'ended', id: 'one' },
      outcome: { kind: 'blocked', failure: { code: 'DISK_GONE' } },
    })
  } finally {
    ;(silent as SilentDisk | null)?.release()
    outside.close()
  }
})
