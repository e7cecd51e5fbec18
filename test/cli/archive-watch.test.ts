import type { ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { makeRecordings } from '../../demo/recordings.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { openLedger } from '../../main/archive/ledger.ts'
import { hasSignals } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

let service: DemoService | null = null
afterEach(() => service?.close())

async function start() {
  const now = Date.now()
  const recordings = makeRecordings(now).filter(({ subject }) => subject === 'Sound check')
  const open = await startDemo({ recordings })
  service = open
  const root = await testFolder()
  const environment: Record<string, string> = {
    ...{ MEETKEEP_SITE: open.url, MEETKEEP_APP_ID: open.appId, MEETKEEP_APP_KEY: open.appKey },
    MEETKEEP_HOME: join(root, 'home'),
  }
  const args = ['archive', 'watch', '--to', join(root, 'archive'), '--all', '--json', '--retry-wait', '0.1']
  const watch = (more: string[], onEvent: (event: Record<string, unknown>, child: ChildProcess) => void) =>
    meetkeep([...args, ...more], environment, (line, child) =>
      onEvent(JSON.parse(line) as Record<string, unknown>, child),
    )
  return { service: open, root, environment, watch }
}
const events = (lines: Record<string, unknown>[], name: string) => lines.filter(({ event }) => event === name)

it.runIf(hasSignals)('runs passes until it is stopped, and names the next one', async () => {
  const { watch } = await start()
  let passes = 0
  const { status, lines } = await watch(['--every', '1s'], ({ event }, child) => {
    if (event === 'summary') passes += 1
    if (event === 'next' && passes === 3) child.kill('SIGTERM')
  })
  expect(status).toBe(143)
  const [first, ...others] = events(lines, 'summary')
  expect(first).toMatchObject({ listed: 1, saved: 2, failed: [] })
  for (const one of others) expect(one).toMatchObject({ saved: 0, alreadySaved: 2, failed: [] })
  expect(others).toHaveLength(2)
})

it.runIf(hasSignals)(
  'goes on by its schedule after a restart, and one pass makes up for the missed',
  async () => {
    const { watch } = await start()
    const stopAtNext = ({ event }: Record<string, unknown>, child: ChildProcess) => {
      if (event === 'next') child.kill('SIGINT')
    }
    const first = await watch(['--every', '1h'], stopAtNext)
    expect(first.status).toBe(130)
    expect(events(first.lines, 'summary')).toHaveLength(1)
    const nextOf = (lines: Record<string, unknown>[]) =>
      events(lines, 'next').map(({ at }) => Date.parse(String(at)))
    const again = await watch(['--every', '1h'], stopAtNext)
    expect(events(again.lines, 'summary')).toEqual([])
    const [[next = NaN], [before = NaN]] = [nextOf(again.lines), nextOf(first.lines)]
    expect(Math.abs(next - before)).toBeLessThan(60_000)
    const missed = await watch(['--every', '1s'], stopAtNext)
    expect(events(missed.lines, 'summary')).toHaveLength(1)
  },
)

it.runIf(hasSignals)('waits no longer than the schedule says after the clock was set back', async () => {
  const { root, watch } = await start()
  const at = new Date(Date.now() + 86_400_000).toISOString()
  const run = { startedAt: at, endedAt: at, outcome: 'done', listed: 0, saved: 0, bytes: 0 } as const
  await mkdir(join(root, 'archive'))
  await (await openLedger(join(root, 'archive'), () => undefined)).endRun(run)
  let looks = 0
  const { lines } = await watch(['--every', '1s'], ({ event }, child) => {
    if (event === 'next') looks += 1
    if (event === 'summary' || looks === 3) child.kill('SIGTERM')
  })
  expect(events(lines, 'next')).toHaveLength(1)
  expect(events(lines, 'summary')).toMatchObject([{ saved: 2 }])
})

it.runIf(hasSignals)('reports a pass that fails, and tries again', async () => {
  const { service: demo, watch } = await start()
  demo.faults.next({ on: 'api', kind: 'status', status: 400, path: 'record/files', times: 1 })
  let summaries = 0
  const { lines } = await watch(['--every', '1s'], ({ event }, child) => {
    if (event === 'summary' && (summaries += 1) === 2) child.kill('SIGTERM')
  })
  const [failed, fine] = events(lines, 'summary')
  expect(failed).toMatchObject({ failed: [{ confUUID: null }] })
  expect(fine).toMatchObject({ saved: 2, failed: [] })
})

it.runIf(hasSignals)(
  'a second one on the same folder names the first; a killed one does not keep it',
  async () => {
    const { root, environment, watch } = await start()
    const args = ['archive', 'watch', '--to', join(root, 'archive'), '--all', '--json']
    const seconds: Promise<void>[] = []
    const first = await watch(['--every', '1h'], ({ event }, child) => {
      if (event !== 'next' || seconds.length > 0) return
      const second = meetkeep(args, environment).then(({ status, lines }) => {
        child.kill('SIGKILL')
        expect(status).toBe(1)
        expect(lines).toMatchObject([{ error: { code: 'ARCHIVE_WATCHED' } }])
        expect(JSON.stringify(lines)).toContain(`${hostname()}, PID ${child.pid}`)
      })
      seconds.push(second)
    })
    expect(first.status).toBeNull()
    expect(seconds).toHaveLength(1)
    await Promise.all(seconds)
    const third = await watch(['--every', '1h'], ({ event }, child) => {
      if (event === 'next') child.kill('SIGTERM')
    })
    expect(third.status).toBe(143)
  },
)

it.runIf(hasSignals)('takes its lock again where it was lost', async () => {
  const { root, watch } = await start()
  const lock = join(root, 'archive', '.meetkeep', 'watch.lock')
  const seen: boolean[] = []
  const { status } = await watch(['--every', '1s'], ({ event }, child) => {
    if (event !== 'next') return
    seen.push(existsSync(lock))
    if (seen.length === 1) rmSync(lock)
    if (seen.length === 2) child.kill('SIGTERM')
  })
  expect([status, seen]).toEqual([143, [true, true]])
})

it.runIf(hasSignals)('SIGHUP reads the rule again; a rule that is not valid changes nothing', async () => {
  const { root, watch } = await start()
  const rule = join(root, 'rule.json')
  await writeFile(rule, '{"exclude":["sound"]}')
  const steps: string[] = []
  const { status, lines } = await watch(['--every', '1s', '--rule', rule], (line, child) => {
    const { event, error, saved } = line as { event?: string; error?: unknown; saved?: number }
    const step = error !== undefined ? 'refused' : event
    if (step === 'summary' && steps.length === 0) {
      steps.push('excluded')
      expect(saved).toBe(0)
      void writeFile(rule, '{"exclude":1}').then(() => child.kill('SIGHUP'))
    } else if (step === 'refused') {
      steps.push('refused')
      void writeFile(rule, '{}').then(() => child.kill('SIGHUP'))
    } else if (step === 'ruleRead') steps.push('read')
    else if (step === 'summary' && steps.at(-1) === 'read') {
      steps.push(`saved ${saved}`)
      child.kill('SIGTERM')
    }
  })
  expect(status).toBe(143)
  expect(steps).toEqual(['excluded', 'refused', 'read', 'saved 2'])
  expect(lines.filter(({ error }) => error)).toMatchObject([
    { error: { message: expect.stringContaining('exclude') } },
  ])
  expect(lines.at(-1)).toMatchObject({ event: 'summary' })
})

it.runIf(hasSignals)(
  'a recording that has ended causes a pass before its time, if the event is signed',
  async () => {
    const { watch, environment } = await start()
    environment['MEETKEEP_EVENTS_KEY'] = 'password of the subscription'
    const push = async (port: number, key: string): Promise<number> => {
      const eventInfo = { event: 'record.finish', timestamp: 1 }
      const signature = createHmac('sha256', key)
        .update(`id71${JSON.stringify(eventInfo)}`)
        .digest('hex')
      const body = JSON.stringify({ appID: 'id', timestamp: 7, nonce: '1', signature, eventInfo })
      const headers = { Connection: 'close' }
      return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body, headers })).status
    }
    let port = 0
    const times: number[] = []
    const answers: number[] = []
    const { status } = await watch(
      ['--every', '6h', '--events', '0'],
      ({ event, at, port: listening }, child) => {
        if (event === 'listening') port = Number(listening)
        if (event !== 'next') return
        times.push(Date.parse(String(at)))
        if (times.length > 1) return void child.kill('SIGTERM')
        void push(port, 'another')
          .then((refused) => answers.push(refused))
          .then(() => push(port, 'password of the subscription'))
          .then((taken) => answers.push(taken))
      },
    )
    expect([status, answers]).toEqual([143, [401, 200]])
    const [scheduled = NaN, early = NaN] = times
    expect(scheduled - early).toBeGreaterThan(5 * 3_600_000)
  },
)

it.runIf(hasSignals)('credentials are looked for at once, although the next pass is hours away', async () => {
  const { root, environment, watch } = await start()
  await watch(['--every', '6h'], ({ event }, child) => {
    if (event === 'next') child.kill('SIGTERM')
  })
  const args = ['archive', 'watch', '--to', join(root, 'archive'), '--json']
  const without = await meetkeep(args, { ...environment, MEETKEEP_APP_KEY: '' })
  expect(without).toMatchObject({ status: 3, lines: [{ error: { code: 'AUTH_REQUIRED' } }] })
  const file = join(root, 'none')
  const wrong = await meetkeep(args, { ...environment, MEETKEEP_APP_KEY: '', MEETKEEP_APP_KEY_FILE: file })
  expect(wrong).toMatchObject({ status: 2 })
})

it.each([
  ['without credentials', {}, 3],
  ['with a site that is none', { MEETKEEP_SITE: 'nowhere', MEETKEEP_ACCESS_TOKEN: 't' }, 2],
])('%s there is no later pass that could do better', async (_what, environment, expected) => {
  const root = await testFolder()
  const args = ['archive', 'watch', '--to', join(root, 'archive'), '--json']
  const { status } = await meetkeep(args, { MEETKEEP_HOME: join(root, 'home'), ...environment })
  expect(status).toBe(expected)
})

it.each([
  [['--every', '0']],
  [['--every', 'often']],
  [['--at', '25:00']],
  [['--at', '3']],
  [['--at', '03:00', '--every', '6h']],
  [['--rule', 'missing.json']],
  [['--events', 'here']],
  [['--events', '70000']],
  [['--events', '8080']],
])('refuses %j', async (more) => {
  const root = await testFolder()
  const args = ['archive', 'watch', '--to', join(root, 'archive'), ...more]
  expect((await meetkeep(args, { MEETKEEP_HOME: join(root, 'home') })).status).toBe(2)
})
