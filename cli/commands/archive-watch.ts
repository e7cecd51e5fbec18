import { setTimeout as wait } from 'node:timers/promises'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { toFailure } from '../../contract/errors.ts'
import { textOf } from '../../i18n/texts.ts'
import { readLedger } from '../../main/archive/ledger.ts'
import { startEventServer } from '../../main/archive/event-server.ts'
import type { Schedule } from '../../main/archive/schedule.ts'
import { lockArchive } from '../../main/archive/watch-lock.ts'
import { duePass, notAfter, type PassTimes } from '../../main/rules/due.ts'
import { localTime } from '../dates.ts'
import { statusOfStop } from '../exit-status.ts'
import { errorRow, failureLines } from '../failure-text.ts'
import type { Output } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { usageText } from '../usage-text.ts'
import type { PassResult } from './archive-run.ts'

/** Timers stand still while a computer sleeps: the clock is asked again at least so often. */
const LONGEST_SLEEP_MS = 30_000

type Pass = (interrupted: AbortSignal) => Promise<PassResult>

/** Where the meeting service's events are taken, and the password of their subscription. */
interface EventOptions {
  host: string
  port: number
  key: string
}

interface WatchDeps {
  /** Absolute path of the archive. */
  root: string
  schedule: Schedule
  /** Where to take events; null: nowhere. */
  events: EventOptions | null
  /** Creates the folder. Rejects with UsageError or AUTH_REQUIRED for an environment that no pass could use. */
  prepare(): Promise<void>
  /** Reads the rule, for the passes by it. Throws UsageError. */
  readRule(): Promise<Pass>
  /** Calls the listener when the rule is to be read again. */
  onReread(listener: () => void): unknown
}

/** Runs passes by schedule until it is interrupted; a pass that fails is reported, and tried again. */
export async function watchArchive(
  deps: WatchDeps,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  const { root, schedule } = deps
  let pass = await deps.readRule()
  await deps.prepare()
  let lock = await lockArchive(root)
  const reread = createRequest()
  deps.onReread(reread.ask)
  const recorded = createRequest()
  let server: Awaited<ReturnType<typeof listen>> = null
  try {
    server = await listen(deps.events, recorded.ask, output)
    let times: PassTimes = {
      ...{ began: await lastBegin(root), failures: 0, endedAt: null },
      ready: await readyTimes(root),
    }
    let isEventNew = false
    let isFirst = true
    let told = 0
    while (!interrupted.aborted) {
      if (reread.take()) pass = (await readAgain(deps, output)) ?? pass
      const now = new Date()
      times = notAfter(times, now)
      isEventNew = recorded.take() || isEventNew
      const due = duePass(schedule, isEventNew, times, now)
      if (due.getTime() > now.getTime()) {
        if (told !== due.getTime()) tell(due, output)
        told = due.getTime()
        await Promise.race([
          sleep(due.getTime() - now.getTime(), interrupted),
          reread.asked(),
          recorded.asked(),
        ])
        continue
      }
      isEventNew = false
      const began = new Date()
      const { isOffline, isFolderThere } = await passOnce(pass, output, isFirst, interrupted)
      times = {
        ...{ began, failures: isOffline ? times.failures + 1 : 0, endedAt: new Date() },
        ready: times.ready,
      }
      // Nothing is made below the mount point of a disk that was taken away: the pass has looked.
      if (isFolderThere && !(await lock.isHeld())) lock = await lockArchive(root)
      times = { ...times, ready: await readyTimes(root) }
      isFirst = false
    }
    return statusOfStop(interrupted)
  } finally {
    await server?.close()
    await lock.unlock()
  }
}

/** A failure ends the first pass only where no later one could do better: without credentials, or by wrong usage. */
async function passOnce(
  pass: Pass,
  output: Output,
  isFirst: boolean,
  interrupted: AbortSignal,
): Promise<{ isOffline: boolean; isFolderThere: boolean }> {
  // Of its own: listeners of many passes would add up.
  const stop = new AbortController()
  const onStop = (): void => stop.abort(interrupted.reason)
  interrupted.addEventListener('abort', onStop, { once: true })
  try {
    if (interrupted.aborted) onStop()
    const { isOffline } = await pass(stop.signal)
    return { isOffline, isFolderThere: true }
  } catch (error) {
    const isForGood = error instanceof UsageError || toFailure(error).code === 'AUTH_REQUIRED'
    if (isFirst && isForGood) throw error
    const failure = tellError(error, output)
    const isOffline = failure !== null && prerequisiteOf(failure) === 'network'
    return { isOffline, isFolderThere: false }
  } finally {
    interrupted.removeEventListener('abort', onStop)
  }
}

/** null: the rule is not valid, which is reported; the one before stays. */
async function readAgain(deps: WatchDeps, output: Output): Promise<Pass | null> {
  const t = textOf(output.language)
  try {
    const pass = await deps.readRule()
    output.json({ event: 'ruleRead' })
    output.remark(t('terminal.archive.ruleRead'))
    return pass
  } catch (error) {
    tellError(error, output)
    output.remark(t('terminal.archive.ruleKept'))
    return null
  }
}

function tellError(error: unknown, output: Output): ReturnType<typeof toFailure> | null {
  if (error instanceof UsageError) {
    const message = usageText(error, output.language)
    output.json({ error: { code: error.failure?.code ?? 'BAD_INPUT', message, requestId: null } })
    output.remark(message)
    return null
  }
  const failure = toFailure(error)
  output.json({ error: errorRow(failure, output.language) })
  output.remark(failureLines(failure, output.language))
  return failure
}

function tell(next: Date, output: Output): void {
  output.json({ event: 'next', at: next.toISOString() })
  output.remark(textOf(output.language)('terminal.archive.next', { time: localTime(next.toISOString()) }))
}

/** Begin of the last pass over this folder, by this process or another. */
async function lastBegin(root: string): Promise<Date | null> {
  const startedAt = (await readLedger(root))?.lastRun()?.startedAt
  return startedAt === undefined ? null : new Date(startedAt)
}

/** ISO: when the service expects to have prepared the recordings that wait for it. */
async function readyTimes(root: string): Promise<string[]> {
  // A pass over a disk that was taken away is reported by the next one.
  const ledger = await readLedger(root).catch(() => null)
  const times: string[] = []
  for (const { state, until } of ledger?.entries() ?? [])
    if (state === 'waiting' && until !== null) times.push(until)
  return times
}

/** Rejects with UsageError when the port cannot be used. */
async function listen(events: EventOptions | null, onRecorded: () => void, output: Output) {
  if (events === null) return null
  const { host, port, key } = events
  const server = await startEventServer({ host, port }, key, onRecorded).catch((cause: unknown) => {
    throw new UsageError('unusable', { variable: '--events', path: `${host}:${port}` }, { cause })
  })
  output.json({ event: 'listening', host, port: server.port })
  output.remark(textOf(output.language)('terminal.archive.listening', { address: `${host}:${server.port}` }))
  return server
}

async function sleep(ms: number, interrupted: AbortSignal): Promise<void> {
  await wait(Math.min(ms, LONGEST_SLEEP_MS), undefined, { signal: interrupted }).catch(() => undefined)
}

/** A request that is remembered until it is taken. */
function createRequest() {
  let isPending = false
  let wake = (): void => undefined
  return {
    ask: (): void => {
      isPending = true
      wake()
    },
    /** Resolves when it is pending. */
    asked: (): Promise<void> =>
      isPending ? Promise.resolve() : new Promise((resolve) => (wake = (): void => resolve())),
    take: (): boolean => {
      const was = isPending
      isPending = false
      return was
    },
  }
}
