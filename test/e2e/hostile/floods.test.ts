import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CallName } from '../../../contract/ipc.ts'
import { hasProc } from '../../platform.ts'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'
import { boxesOf, declineBoxes } from './decline-boxes.ts'
import { hostileInputs } from './hostile-calls.ts'

/*
 * A page in a loop. Its user presses nothing and declines every box. Main must keep its files, memory and time for
 * what the user does afterwards.
 */

/** Each of these waits for a service, a disk or a user. */
const SLOW: readonly CallName[] = [
  'recordings.files',
  'minutes.list',
  'doctor.examine',
  'diagnostics.collect',
]
const MANY = 10_000
/** Of every other kind. */
const SOME = 100

/** Of main, by /proc. */
function resourcesOf(pid: number): { files: number; megabytes: number } {
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { files: readdirSync(`/proc/${pid}/fd`).length, megabytes: Number(rss) / 1024 }
}

/** The stand-in's lock starts with its process id. */
const pidOf = ({ electron, home }: OpenApp): number =>
  electron?.process().pid ?? Number.parseInt(readFileSync(join(home, 'stand-in.lock'), 'utf8'), 10)

test.runIf(hasProc)(
  'floods of 10,000 calls leave main its files and memory, and the window usable',
  { timeout: 300_000 },
  async ({ openApp }) => {
    const app = await openApp({ demo: true })
    await app.page.getByRole('navigation').getByRole('link', { name: 'Settings' }).waitFor()
    await declineBoxes(app.page)
    const pid = pidOf(app)
    const before = resourcesOf(pid)
    const most = { files: 0, megabytes: 0 }
    const watching = setInterval(() => {
      const { files, megabytes } = resourcesOf(pid)
      most.files = Math.max(most.files, files)
      most.megabytes = Math.max(most.megabytes, megabytes)
    }, 20)

    const inputs = Object.entries(hostileInputs('http://127.0.0.1:9')) as [CallName, unknown[] | null][]
    const floods = inputs
      .filter(([, given]) => given !== null && given.length > 0)
      .map(([name, given]) => ({ name, input: given?.[0], count: SLOW.includes(name) ? MANY : SOME }))
    const refused = await app.page.evaluate(async (kinds) => {
      const { meetkeep } = globalThis as unknown as {
        meetkeep: { call(...of: unknown[]): Promise<{ failure?: { detail?: string } }> }
      }
      let count = 0
      for (const { name, input, count: times } of kinds)
        for (let made = 0; made < times; made += 1)
          void meetkeep
            .call(name, input)
            .then(({ failure }) => {
              if (failure?.detail === 'too many calls') count += 1
            })
            .catch(() => undefined)
      // Answered after all of these have reached main.
      await meetkeep.call('settings.get')
      return count
    }, floods)
    expect(refused).toBeGreaterThan(SLOW.length * MANY * 0.9 - 1000)

    // While they run, the user's own click is answered.
    await app.page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await app.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    clearInterval(watching)
    // A limit of 1,024 open files is usual; without a limit of calls there are thousands.
    expect(most.files - before.files).toBeLessThan(500)
    expect(most.megabytes - before.megabytes).toBeLessThan(500)

    // No kind of box more often than once.
    const boxes = await boxesOf(app.page)
    expect(boxes.length).toBeGreaterThan(0)
    expect(boxes.length).toBeLessThan(12)
  },
)
