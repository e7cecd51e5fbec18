import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { download, randomMoment } from './killed-run.ts'
import { DAMAGES, damageJournal, leftBehind, nextRequests } from './left-behind.ts'
import { seeded } from '../../scripts/seeded-random.mjs'
import { type SoakService, startSoakService } from './service.ts'

const KILLS = Number(process.env['MEETKEEP_SOAK_KILLS'] ?? 12)
const SEED = Number(process.env['MEETKEEP_SOAK_SEED'] ?? 20_261_120)
/** After so many kills a run may finish, and the next starts with other files. */
const KILLS_A_RUN = 25
/** One in so many kills is followed by a corrupted journal. */
const DAMAGE_EVERY = 6

interface Tally {
  kills: number
  runs: number
  damaged: number
  sentBytes: number
  againBytes: number
  fileBytes: number
}

it(
  `saves every file correctly after any number of kills (seed ${SEED}, ${KILLS} kills)`,
  async () => {
    const random = seeded(SEED)
    const tally: Tally = { kills: 0, runs: 0, damaged: 0, sentBytes: 0, againBytes: 0, fileBytes: 0 }
    const root = await mkdtemp(join(tmpdir(), 'meetkeep-soak-'))
    try {
      while (tally.kills < KILLS) {
        tally.runs += 1
        const service = await startSoakService({ recordings: 2, bytesPerSecond: 3_000_000, random })
        await oneRun(service, join(root, `run-${tally.runs}`), random, tally).finally(service.close)
        await rm(join(root, `run-${tally.runs}`), { recursive: true })
      }
    } finally {
      await rm(root, { recursive: true, force: true })
    }
    const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`
    process.stdout.write(
      `seed ${SEED}: ${tally.kills} kills in ${tally.runs} runs, ${tally.damaged} journals damaged, ` +
        `${mib(tally.sentBytes)} sent for ${mib(tally.fileBytes)} of files, ${mib(tally.againBytes)} already on disk downloaded again\n`,
    )
    expect(tally.kills).toBeGreaterThanOrEqual(KILLS)
  },
  KILLS * 15_000 + 60_000,
)

async function oneRun(service: SoakService, root: string, random: () => number, tally: Tally): Promise<void> {
  const { files } = service
  const folder = join(root, 'recordings')
  await mkdir(folder, { recursive: true })
  /** Files of the test that must not change, and files that must be quarantined. */
  const strange = new Map<string, Buffer>()
  const pending = new Map<string, Buffer>()
  const kept: Buffer[] = []
  let damagedName = ''
  /** Bytes of each part file after the last kill. */
  let onDisk = new Map<string, number>()
  let next = nextRequests(await leftBehind(folder, files), files)

  for (let kills = 0; ;) {
    const isLast = kills >= KILLS_A_RUN || tally.kills >= KILLS
    const asked = service.downloads.length
    const run = await download(service, folder, join(root, 'home'), isLast ? null : randomMoment(random))
    const left = await leftBehind(folder, files, strange, pending)
    const requests = service.downloads.slice(asked)
    const about = `kill ${tally.kills}: ${JSON.stringify(run.events.at(-1) ?? run.stderr)}`

    expect(left.faults, about).toEqual([])
    expect(service.tokenFaults, about).toEqual([])
    expect(new Set(requests.map(({ name }) => name)).size, about).toBe(requests.length)
    for (const { name, from } of requests) {
      expect({ name, from }, about).toEqual({ name, from: next.get(name) })
      tally.againBytes += Math.max(0, (onDisk.get(name) ?? 0) - (from ?? 0))
    }
    // The notice arrives before the first byte after the restart.
    if (run.events.some((event) => isProgressOf(event, damagedName)))
      expect(run.events, about).toContainEqual(expect.objectContaining({ kind: 'journal-quarantined' }))
    damagedName = ''

    if (!run.wasKilled) {
      expect(run.status, run.stderr).toBe(0)
      break
    }
    kills += 1
    tally.kills += 1
    next = nextRequests(left, files)
    onDisk = new Map(left.unfinished.map(({ file, part }) => [file.name, part.length]))

    const victim = left.unfinished.find(({ journal }) => journal.durable > 0)
    if (tally.kills % DAMAGE_EVERY !== 0 || victim === undefined) continue
    const how = DAMAGES[tally.damaged % DAMAGES.length] ?? 'empty'
    const damaged = await damageJournal(victim, how)
    tally.damaged += 1
    next.set(victim.file.name, null)
    if (how === 'of another file') {
      // Belongs to that file: it is not moved, and no other file gets the name.
      strange.set(victim.journalPath, damaged)
      strange.set(victim.partPath, victim.part)
    } else {
      pending.set(victim.journalPath, damaged).set(victim.partPath, victim.part)
      kept.push(damaged, victim.part)
      damagedName = victim.file.name
    }
  }

  const left = await leftBehind(folder, files, strange, pending)
  expect([...left.saved.keys()].toSorted()).toEqual(files.map(({ name }) => name).toSorted())
  expect([left.unfinished, left.leftovers]).toEqual([[], []])
  const aside = left.aside.map(({ content }) => content)
  expect(aside).toHaveLength(kept.length)
  for (const bytes of kept) expect(aside.some((one) => one.equals(bytes))).toBe(true)
  tally.sentBytes += service.sent()
  tally.fileBytes += files.reduce((sum, { content }) => sum + content.length, 0)
}

function isProgressOf(event: Record<string, unknown>, name: string): boolean {
  const { confUUID, fileType, receivedBytes } = event
  return `${String(confUUID)}/${String(fileType)}` === name && Number(receivedBytes) > 0
}
