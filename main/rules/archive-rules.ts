import { type ArchiveRule, MAX_RULES, type RuleState } from '../../contract/archive-rule.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { AppError, type Failure, toFailure } from '../../contract/errors.ts'
import { isSignInFailure } from '../../contract/error-rules.ts'
import type { LedgerRun } from '../archive/ledger-entry.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import { nameProblems } from '../naming/name-preview.ts'
import { dueAt, isTriedAgain, notAfter, type PassTimes } from './due.ts'
import { dryRunOfRule, type PassOfRuleDeps, passOfRule, reportOfRule } from './pass-of-rule.ts'
import { createNewestOnly } from './newest-only.ts'
import { readCoverage } from './read-coverage.ts'
import { doesOtherWork, isZone } from './rule-of.ts'
import { createRuleSignIn, whoOf } from './rule-sign-in.ts'
import type { ArchiveRules, ArchiveRulesDeps, Clock } from './rules-api.ts'

/** Timers stand still while a computer sleeps: the clock is asked again at least so often. */
const LONGEST_WAIT_MS = 30_000
/** Changes are told together that follow each other within this. */
const TELL_MS = 100

const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  wait: (ms, then) => {
    const timer = setTimeout(then, ms).unref()
    return () => clearTimeout(timer)
  },
}

/** Why a pass is to end: only `edited` and `account` begin another one. */
type StopReason = 'stopped' | 'edited' | 'removed' | 'account' | 'closed'

/** The pass that runs. */
interface Running {
  rule: ArchiveRule
  /** Whose sign-in it uses. */
  who: string
  stop: AbortController
  reason: StopReason | null
  progress: RuleState['progress']
  ended: Promise<void>
}

/** What is known of a rule in this run of the app. */
interface Known extends PassTimes {
  coverage: RuleState['coverage']
  lastRun: LedgerRun | null
  failure: Failure | null
  /** Its pass begins with the next sign-in. */
  waitsForSignIn: boolean
}

const UNKNOWN: Known = {
  ...{ began: null, failures: 0, endedAt: null, ready: [] },
  ...{ coverage: null, lastRun: null, failure: null, waitsForSignIn: false },
}

/** Runs the passes of the rules by schedule, one at a time. */
export function createArchiveRules(deps: ArchiveRulesDeps): ArchiveRules {
  const { session, memory, log, clock = SYSTEM_CLOCK } = deps
  const changes = createEmitter()
  const known = new Map<string, Known>()
  const queue: string[] = []
  const closing = new AbortController()
  const oneFolderAtATime = limitConcurrency(1)
  const dryRuns = createNewestOnly()
  const signIn = createRuleSignIn({ session, memory, log })
  let running: Running | null = null
  let isStarted = false
  let cancelWait = (): void => undefined
  let telling: NodeJS.Timeout | null = null

  const passDeps: PassOfRuleDeps = {
    ...{ session, recordings: deps.recordings, downloads: deps.downloads },
    requireDisk: deps.downloads.requireDisk,
    stopDownloads: async (ids) => {
      // They go on with the next start.
      if (running === null || running.reason === 'closed') return
      const wanted = new Set(ids)
      const own = deps.downloads.list().filter(({ id, orderId }) => wanted.has(id) && orderId === null)
      await deps.downloads.pause(own.map(({ id }) => id))
    },
  }

  const tell = (): void => {
    telling ??= setTimeout(() => {
      telling = null
      changes.emit()
    }, TELL_MS).unref()
  }
  const ruleById = (id: string): ArchiveRule | undefined => deps.rules().find((one) => one.id === id)
  const of = (id: string): Known => known.get(id) ?? UNKNOWN
  const note = (id: string, change: Partial<Known>): void => {
    // Of a rule that was removed meanwhile.
    if (ruleById(id) === undefined) return
    known.set(id, { ...of(id), ...change })
    tell()
  }
  const isBusy = (id: string): boolean => running?.rule.id === id || queue.includes(id)
  const enqueue = (id: string): void => {
    if (!isBusy(id)) queue.push(id)
    tell()
  }

  const lookAtFolder = async ({ id, folder }: ArchiveRule): Promise<void> =>
    await oneFolderAtATime(async () => {
      try {
        await deps.downloads.requireDisk(folder)
        const { coverage, lastRun, ready } = await readCoverage(folder, closing.signal)
        if (ruleById(id)?.folder === folder) note(id, { coverage, lastRun, ready })
      } catch (error) {
        if (closing.signal.aborted || ruleById(id)?.folder !== folder) return
        note(id, { coverage: null, ready: [], failure: of(id).failure ?? toFailure(error) })
      }
    })

  const noteEnd = async (
    rule: ArchiveRule,
    began: Date,
    end: LedgerRun | null,
    failure: Failure | null,
    isOffline: boolean,
  ): Promise<void> => {
    const reason = running?.reason ?? null
    if (reason === 'closed') return
    const endedAt = clock.now()
    const run: LedgerRun = end ?? {
      ...{ startedAt: began.toISOString(), endedAt: endedAt.toISOString(), outcome: 'failed' },
      ...{ listed: 0, saved: 0, bytes: 0 },
    }
    const isAgain = reason === null && (isOffline || (failure !== null && isTriedAgain(failure)))
    note(rule.id, {
      ...{ endedAt, failures: isAgain ? of(rule.id).failures + 1 : 0 },
      failure: reason === null ? failure : null,
      waitsForSignIn: reason === null && failure !== null && isSignInFailure(failure),
    })
    if (ruleById(rule.id) === undefined) return
    await memory
      .ended(rule.id, run)
      .catch((error: unknown) =>
        log.warn('the end of a pass was not stored', { code: toFailure(error).code }),
      )
  }

  const runPass = async (work: Omit<Running, 'ended'>): Promise<void> => {
    const { rule, stop } = work
    const began = clock.now()
    note(rule.id, { began, waitsForSignIn: false })
    if (memory.get(rule.id)?.account == null) void signIn.bind(rule.id)
    const on = {
      quarantined: deps.onStateQuarantined,
      progress: (done: number, all: number): void => {
        if (running !== null) running.progress = { done, of: all }
        tell()
      },
    }
    try {
      await memory.began(rule.id, began).catch((error: unknown) => {
        log.warn('the begin of a pass was not stored', { code: toFailure(error).code })
      })
      const { run, failure, isOffline } = await passOfRule(passDeps, rule, began, on, stop.signal)
      await noteEnd(rule, began, run, failure, isOffline)
    } catch (error) {
      await noteEnd(rule, began, null, toFailure(error), false)
    }
    const looked = ruleById(rule.id)
    // Before it counts as ended: a page would show what was left before it.
    if (running?.reason !== 'closed' && looked !== undefined) await lookAtFolder(looked)
    const reason = running?.reason ?? null
    running = null
    tell()
    if (reason === 'closed') return
    const now = ruleById(rule.id)
    if (now !== undefined && (reason === 'edited' || reason === 'account')) enqueue(now.id)
    tick()
  }

  const begin = (rule: ArchiveRule): void => {
    const work = {
      ...{ rule, who: whoOf(session.state()), stop: new AbortController(), reason: null, progress: null },
      ended: Promise.resolve(),
    }
    running = work
    running.ended = runPass(work)
  }

  const stop = (reason: StopReason): void => {
    if (running === null) return
    running.reason ??= reason
    running.stop.abort()
    tell()
  }

  /** Waits for the sign-in that the rule needs, and tells so once. */
  const whenSignedIn = (rule: ArchiveRule, then: () => void): void => {
    const failure = signIn.failureOf(rule)
    if (failure === null) then()
    else if (!of(rule.id).waitsForSignIn || of(rule.id).failure?.code !== failure.code)
      note(rule.id, { waitsForSignIn: true, failure })
  }

  /** Passes that waited for the sign-in there is now. */
  const goOn = (): void => {
    for (const rule of deps.rules()) {
      if (!of(rule.id).waitsForSignIn) continue
      const failure = signIn.failureOf(rule)
      note(rule.id, { waitsForSignIn: failure !== null, failure })
      if (failure === null) enqueue(rule.id)
    }
  }

  /** Begins what is due; called again by a timer. */
  function tick(): void {
    cancelWait()
    if (!isStarted || closing.signal.aborted) return
    const now = clock.now()
    let wait = LONGEST_WAIT_MS
    for (const rule of deps.rules()) {
      if (isBusy(rule.id)) continue
      const times = notAfter(of(rule.id), now)
      known.set(rule.id, times)
      const due = dueAt(rule, times, now)
      if (due === null) continue
      if (due > now) wait = Math.min(wait, due.getTime() - now.getTime())
      else whenSignedIn(rule, () => enqueue(rule.id))
    }
    while (running === null && queue.length > 0) {
      const rule = ruleById(queue.shift() ?? '')
      if (rule === undefined) continue
      whenSignedIn(rule, () => begin(rule))
    }
    cancelWait = clock.wait(wait, tick)
  }

  const stopListening = session.onChange((state) => {
    if (running !== null && running.who !== whoOf(state)) stop('account')
    if (state.account !== null) goOn()
    tick()
  })

  const stateOf = (rule: ArchiveRule): RuleState => {
    const { id } = rule
    const { coverage, failure, lastRun } = of(id)
    const isRunning = running?.rule.id === id
    const progress = isRunning ? (running?.progress ?? null) : null
    const isIdle = isStarted && !isBusy(id)
    const phases = { stopping: running?.reason != null, fetching: progress !== null, listing: true }
    const phase = Object.entries(phases).find(([, is]) => is)?.[0] as 'stopping' | 'fetching' | 'listing'
    return {
      ...{ id, progress, coverage, failure, lastPass: memory.get(id)?.lastPass ?? lastRun },
      phase: isRunning ? phase : queue.includes(id) ? 'queued' : 'idle',
      nextPassAt: isIdle ? (dueAt(rule, of(id), clock.now())?.toISOString() ?? null) : null,
    }
  }

  return {
    list: () => ({ rules: [...deps.rules()], states: deps.rules().map(stateOf) }),
    save: (rule) => {
      checkRule(rule)
      const before = ruleById(rule.id)
      if (before === undefined && deps.rules().length >= MAX_RULES)
        throw new AppError('BAD_INPUT', { detail: 'there are too many rules' })
      deps.keepRules(
        before === undefined
          ? [...deps.rules(), rule]
          : deps.rules().map((one) => (one.id === rule.id ? rule : one)),
      )
      void signIn.bind(rule.id)
      goOn()
      if (running?.rule.id === rule.id)
        if (before?.isOn === true && !rule.isOn) stop('stopped')
        else if (doesOtherWork(running.rule, rule)) stop('edited')
      if (before?.folder !== rule.folder) {
        note(rule.id, { ...UNKNOWN })
        void lookAtFolder(rule)
      }
      tell()
      tick()
    },
    remove: (id) => {
      deps.keepRules(deps.rules().filter((one) => one.id !== id))
      known.delete(id)
      if (queue.includes(id)) queue.splice(queue.indexOf(id), 1)
      if (running?.rule.id === id) stop('removed')
      memory
        .keep(deps.rules().map((one) => one.id))
        .catch((error: unknown) => log.warn('a rule was not forgotten', { code: toFailure(error).code }))
      tell()
    },
    act: (id, action) => {
      if (ruleById(id) === undefined) throw new AppError('NOT_FOUND', { detail: 'there is no such rule' })
      if (action === 'run') {
        enqueue(id)
        tick()
      } else if (running?.rule.id === id) stop('stopped')
      else if (queue.includes(id)) queue.splice(queue.indexOf(id), 1)
      tell()
    },
    dryRun: async (rule) => {
      checkRule(rule)
      return await dryRuns.run((signal) => dryRunOfRule(passDeps, rule, clock.now(), signal))
    },
    cancelDryRun: dryRuns.cancel,
    report: async (id) => {
      const rule = ruleById(id)
      if (rule === undefined) throw new AppError('NOT_FOUND', { detail: 'there is no such rule' })
      return await reportOfRule(rule, clock.now(), closing.signal)
    },
    onChange: changes.on,
    start: async () => {
      await memory.load()
      const now = clock.now()
      for (const rule of deps.rules()) {
        const last = memory.get(rule.id)
        if (last?.began == null) continue
        const began = new Date(last.began)
        // The app ended amid it: it goes on soon, and not at once.
        const cut = last.hasEnded ? {} : { failures: 1, endedAt: now }
        known.set(rule.id, { ...of(rule.id), began, ...cut })
      }
      isStarted = true
      for (const rule of deps.rules()) void lookAtFolder(rule)
      tell()
      tick()
    },
    close: async () => {
      closing.abort()
      cancelWait()
      stopListening()
      dryRuns.cancel()
      if (telling !== null) clearTimeout(telling)
      stop('closed')
      await running?.ended
    },
  }
}

function checkRule({ nameTemplate, schedule }: ArchiveRule): void {
  if (nameTemplate !== null && nameProblems(nameTemplate).length > 0)
    throw new AppError('BAD_INPUT', { detail: 'the template is not valid' })
  if (schedule.kind === 'at' && schedule.zone !== null && !isZone(schedule.zone))
    throw new AppError('BAD_INPUT', { detail: 'there is no such time zone' })
}
