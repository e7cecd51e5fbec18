import { AppError, toFailure } from '../../contract/errors.ts'
import { createEmitter } from '../../contract/emitter.ts'
import {
  type NewerVersion,
  newerVersionSchema,
  type UpdateState,
  type UpdateMode,
} from '../../contract/updates.ts'
import type { Log } from '../interfaces.ts'
import { nextStep, type UpdateEvent } from './update-steps.ts'

/** The start has priority. */
const FIRST_CHECK_MS = 20_000
const CHECK_EVERY_MS = 24 * 60 * 60 * 1000

/** Checks, downloads and installs updates; its errors are AppErrors. */
export interface UpdateEngine {
  /** null: this is the newest version. */
  check(): Promise<NewerVersion | null>
  /**
   * Downloads what the last check found; `onProgress` gets fractions. Resolves when it is verified and ready
   * to install.
   */
  download(onProgress: (fraction: number) => void): Promise<void>
  /**
   * Asks the user as before any quit, then quits, installs and restarts; does nothing when the user cancels.
   */
  restart(): void
}

export interface Updates {
  /** Download page; null when the build has none. */
  readonly page: string | null
  state(): UpdateState
  /** Never rejects: the result is in the state. */
  check(): Promise<UpdateState>
  download(): Promise<UpdateState>
  restart(): void
  onChange(listen: (state: UpdateState) => void): () => void
  /** Checks once a day while the setting is on. */
  start(): void
}

/** Notify-first updates: nothing is downloaded or installed without the user's consent. */
export function createUpdates(options: {
  mode: UpdateMode
  page: string | null
  /** Loaded on first use. */
  engine: () => Promise<UpdateEngine>
  isAutomatic: () => boolean
  log: Log
  now?: () => Date
}): Updates {
  const { mode, page, engine, isAutomatic, log, now = () => new Date() } = options
  const changes = createEmitter<[UpdateState]>()
  let state: UpdateState = {
    mode,
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
  /** Applies the event's transition; false when it is not allowed now. */
  const step = (event: UpdateEvent, patch: Partial<UpdateState> = {}): boolean => {
    const next = nextStep(state.step, event)
    if (next !== null) change({ ...patch, step: next })
    return next !== null
  }
  const fail = (what: string, error: unknown): void => {
    const failure = toFailure(error)
    log.warn(what, { code: failure.code, detail: failure.detail })
    // A failed check does not discard the update found before.
    step(state.step === 'checking' && state.found !== null ? 'found' : 'failed', { failure })
  }

  const check = async (): Promise<UpdateState> => {
    if (mode === 'off' || !step('check', { failure: null })) return state
    try {
      const found = await (await engine()).check()
      const checkedAt = now().toISOString()
      if (found === null) step('nothing', { found: null, checkedAt })
      else step('found', { found: newerVersionSchema.parse(found), checkedAt })
    } catch (error) {
      fail('checking for a newer version failed', error)
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
      if (mode !== 'install' || !step('download', { failure: null, progress: 0 }))
        throw new AppError('BAD_INPUT', { detail: 'there is nothing to download' })
      try {
        await (
          await engine()
        ).download((progress) => {
          // A progress bar needs no more than 100 steps.
          if (progress - state.progress >= 0.01) change({ progress: Math.min(1, progress) })
        })
        step('downloaded', { progress: 1 })
      } catch (error) {
        fail('downloading a newer version failed', error)
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
      if (mode !== 'off') checkDaily(FIRST_CHECK_MS)
    },
  }
}
