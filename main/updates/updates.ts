import { AppError, toFailure } from '../../contract/errors.ts'
import { createEmitter } from '../../contract/emitter.ts'
import {
  type NewerVersion,
  newerVersionSchema,
  type UpdateState,
  type UpdateWay,
} from '../../contract/updates.ts'
import type { Log } from '../ports.ts'
import { nextStep, type UpdateEvent } from './update-steps.ts'

/** The start has other things to do first. */
const FIRST_CHECK_MS = 20_000
const CHECK_EVERY_MS = 24 * 60 * 60 * 1000

/** Whoever finds, fetches and installs newer versions; what goes wrong is an AppError. */
export interface UpdateEngine {
  /** null: there is nothing newer than what runs. */
  check(): Promise<NewerVersion | null>
  /** What the last check found; `onProgress` gets fractions. Ends when it is checked and can be installed. */
  download(onProgress: (fraction: number) => void): Promise<void>
  /** Asks as before any end of the app, then ends it, installs and starts again; nothing happens when the user stays. */
  restart(): void
}

export interface Updates {
  /** Where people get newer versions; null when the build names no page. */
  readonly page: string | null
  state(): UpdateState
  /** Never rejects: how it ended is in the state. */
  check(): Promise<UpdateState>
  download(): Promise<UpdateState>
  restart(): void
  onChange(listen: (state: UpdateState) => void): () => void
  /** Looks by itself once a day, as long as the settings want it. */
  start(): void
}

/** Newer versions, notify-first: nothing is fetched and nothing installed before the user says so. */
export function createUpdates(order: {
  way: UpdateWay
  page: string | null
  /** Loaded when it is first needed. */
  engine: () => Promise<UpdateEngine>
  isAutomatic: () => boolean
  log: Log
  now?: () => Date
}): Updates {
  const { way, page, engine, isAutomatic, log, now = () => new Date() } = order
  const changes = createEmitter<[UpdateState]>()
  let state: UpdateState = {
    way,
    step: 'resting',
    found: null,
    progress: 0,
    checkedAt: null,
    failure: null,
    hasPage: page !== null,
  }

  const change = (patch: Partial<UpdateState>): void => {
    state = { ...state, ...patch }
    changes.emit(state)
  }
  /** Takes the step the event leads to; false when it leads nowhere now. */
  const step = (event: UpdateEvent, patch: Partial<UpdateState> = {}): boolean => {
    const next = nextStep(state.step, event)
    if (next !== null) change({ ...patch, step: next })
    return next !== null
  }
  const fail = (what: string, error: unknown): void => {
    const failure = toFailure(error)
    log.warn(what, { code: failure.code, detail: failure.detail })
    // What was found is not unfound by this.
    step(state.step === 'checking' && state.found !== null ? 'found' : 'failed', { failure })
  }

  const check = async (): Promise<UpdateState> => {
    if (way === 'off' || !step('check', { failure: null })) return state
    try {
      const found = await (await engine()).check()
      const checkedAt = now().toISOString()
      if (found === null) step('nothing', { found: null, checkedAt })
      else step('found', { found: newerVersionSchema.parse(found), checkedAt })
    } catch (error) {
      fail('looking for a newer version failed', error)
    }
    return state
  }

  const checkDaily = (wait: number): void => {
    setTimeout(() => {
      if (isAutomatic()) void check()
      checkDaily(CHECK_EVERY_MS)
    }, wait).unref()
  }

  return {
    page,
    state: () => state,
    check,
    async download() {
      if (way !== 'installs' || !step('download', { failure: null, progress: 0 }))
        throw new AppError('BAD_INPUT', { detail: 'there is nothing to download' })
      try {
        await (
          await engine()
        ).download((progress) => {
          // A hundred steps are enough for a bar.
          if (progress - state.progress >= 0.01) change({ progress: Math.min(1, progress) })
        })
        step('downloaded', { progress: 1 })
      } catch (error) {
        fail('fetching a newer version failed', error)
      }
      return state
    },
    restart() {
      if (state.step !== 'ready') throw new AppError('BAD_INPUT', { detail: 'no newer version is ready' })
      engine().then(
        (loaded) => loaded.restart(),
        (error: unknown) => log.error('the update could not be started', { detail: String(error) }),
      )
    },
    onChange: changes.on,
    start() {
      if (way !== 'off') checkDaily(FIRST_CHECK_MS)
    },
  }
}
