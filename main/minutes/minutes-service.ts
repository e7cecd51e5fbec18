import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Account } from '../../contract/account.ts'
import { AppError, fromFailure, toFailure } from '../../contract/errors.ts'
import type { MinutesEntries, MinutesPreview, SavedMinutes } from '../../contract/minutes.ts'
import { parseMinutesLink } from '../../qr/link.ts'
import { saveMinutes } from '../cloud/minutes.ts'
import type { Session } from '../cloud/session.ts'
import type { Log } from '../interfaces.ts'
import { createSaveLog, type Save } from './save-log.ts'
import { afterFailure, afterRestart } from './save-outcome.ts'

/** Retry interval while a save waits for the network. */
const RETRY_MS = 20_000
/** Longest wait at shutdown for a save in progress, so that its outcome is known. */
const CLOSING_MS = 3000

/** Saves minutes from a code's text to the user's personal space, and keeps the history of these saves. */
export interface MinutesService {
  /** Rejects with an error code; sends nothing. */
  preview(text: string): MinutesPreview
  /**
   * Parses the text again: a preview that a page reports is not trusted. Failures are kept in the history
   * too. A save that could not leave this machine for lack of network is returned waiting, and is sent later,
   * once. While the same minutes are being sent to the same space, or wait, a second call starts no second
   * save: it gets the result of the first.
   */
  save(text: string): Promise<SavedMinutes>
  /** Newest first. */
  history(): SavedMinutes[]
  /**
   * Cancels a waiting save; the history keeps it as CANCELLED. NOT_FOUND when it is not waiting, or no
   * longer.
   */
  cancel(id: string): Promise<void>
  /** Retries saves that wait for the signed-in account. */
  sendWaiting(): Promise<void>
}

export interface MinutesLifecycle {
  load(): Promise<void>
  close(): Promise<void>
}

export interface MinutesDeps {
  home: string
  session: Session
  /** false: in memory only, and nothing waits. */
  keepsHistory: boolean
  onStateQuarantined: (path: string) => void
  /** Called when the history changed. */
  onChange: () => void
  /** Called when a waiting save was sent, or failed for good. */
  onSettled: (saved: SavedMinutes) => void
  log: Log
  retryMs?: number
}

export function createMinutesService(deps: MinutesDeps): MinutesService & MinutesLifecycle {
  const { session, keepsHistory, retryMs = RETRY_MS } = deps
  const saves = createSaveLog({ ...deps, isKept: keepsHistory, onQuarantined: deps.onStateQuarantined })
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | null = null
  let isClosed = false

  /**
   * Never throws: if the history cannot be written, a save must not look failed, or the user would repeat it.
   */
  const note = async (save: Save): Promise<void> => {
    try {
      await saves.put(save)
    } catch (error) {
      deps.log.error('minutes: the history could not be written', { detail: toFailure(error).detail })
    }
    deps.onChange()
  }

  /** Persists `after`; rejects and restores `before` when that fails. */
  const change = async (before: Save, after: Save): Promise<void> => {
    try {
      await saves.put(after)
    } catch (error) {
      void saves.put(before).catch(() => undefined)
      throw error
    }
    deps.onChange()
  }

  const send = async (save: Save, isAgain: boolean): Promise<Save> => {
    // The account may have changed during the write: send only to the space it was confirmed for.
    const sent = isOfUser(save)
      ? saveMinutes(session, save.entries)
      : Promise.reject(new AppError('AUTH_REQUIRED'))
    const after = await sent.then(
      ({ requestId }): Save => ({ ...save, requestId, failure: null, step: 'ended' }),
      (error: unknown) => afterFailure(save, toFailure(error), { canWait: keepsHistory, isAgain }),
    )
    await note(after)
    return after
  }

  const isOfUser = ({ account }: Save): boolean => {
    const now = session.state().account
    return now !== null && JSON.stringify(account) === JSON.stringify(identityOf(now))
  }

  /** Sends waiting saves one after another; stops at the first that cannot leave. */
  const sendRound = async (): Promise<void> => {
    for (const { id } of saves.all().toReversed()) {
      const save = saves.get(id)
      if (isClosed || save?.step !== 'waiting' || !isOfUser(save)) continue
      try {
        // Persisted as sending before it is sent: otherwise a crash would send it twice.
        await change(save, { ...save, step: 'sending' })
      } catch (error) {
        deps.log.error('minutes: not sent, because the save could not be recorded', {
          detail: toFailure(error).detail,
        })
        return
      }
      const after = await send(save, true)
      if (after.step === 'waiting') return
      deps.onSettled(shown(after))
    }
  }

  const sendWaiting = (): Promise<void> => {
    clearTimeout(timer)
    sending ??= sendRound().finally(() => {
      sending = null
      arm()
    })
    return sending
  }

  const arm = (): void => {
    clearTimeout(timer)
    if (isClosed || !saves.all().some(({ step }) => step === 'waiting')) return
    timer = setTimeout(() => void sendWaiting(), retryMs)
    timer.unref()
  }

  const waitsFor = (save: Save): SavedMinutes['waits'] => {
    if (save.step === 'waiting') return isOfUser(save) ? 'network' : 'account'
    return save.step === 'sending' ? 'sending' : null
  }
  const shown = (save: Save): SavedMinutes => {
    const { step: _, account: __, ...rest } = save
    return { ...rest, waits: waitsFor(save) }
  }

  /** [Note: saving once] Saves in progress, by content and account: two presses are one save. */
  const inProgress = new Map<string, Promise<SavedMinutes>>()

  const saveOnce = (entries: MinutesEntries): Promise<SavedMinutes> => {
    const { account } = session.state()
    if (account === null) throw new AppError('AUTH_REQUIRED')
    const key = JSON.stringify([identityOf(account), entries])
    const known = inProgress.get(key)
    if (known !== undefined) return known
    const waiting = saves
      .all()
      .find((save) => save.step !== 'ended' && isSame(save, entries) && isOfUser(save))
    const result = waiting === undefined ? saveNew(entries, account) : retryWaiting(waiting)
    const tracked = result.finally(() => inProgress.delete(key))
    inProgress.set(key, tracked)
    return tracked
  }

  const saveNew = async (entries: MinutesEntries, account: Account): Promise<SavedMinutes> => {
    const save: Save = {
      id: randomUUID(),
      at: new Date().toISOString(),
      entries,
      owner: account.name || account.userId,
      requestId: '',
      failure: null,
      step: 'sending',
      account: identityOf(account),
    }
    await note(save)
    const after = await send(save, false)
    arm()
    return resultOf(after)
  }

  const retryWaiting = async (save: Save): Promise<SavedMinutes> => {
    await sendWaiting()
    return resultOf(saves.get(save.id) ?? save)
  }

  const resultOf = (save: Save): SavedMinutes => {
    if (save.step === 'ended' && save.failure !== null) throw fromFailure(save.failure)
    return shown(save)
  }

  /** ISO time of the latest successful save of the same minutes to the current user's space. */
  const lastSaved = (entries: MinutesEntries): string | null =>
    saves
      .all()
      .find(
        (save) => save.step === 'ended' && save.failure === null && isSame(save, entries) && isOfUser(save),
      )?.at ?? null

  return {
    preview: (text) => {
      const { account } = session.state()
      const entries = entriesOf(text)
      return {
        entries,
        owner: account?.name ?? null,
        ownerId: account?.userId ?? null,
        savedAt: lastSaved(entries),
      }
    },
    save: async (text) => saveOnce(entriesOf(text)),
    history: () => saves.all().map(shown),
    cancel: async (id) => {
      const save = saves.get(id)
      if (save?.step !== 'waiting')
        throw new AppError('NOT_FOUND', { detail: 'no save with this id is waiting' })
      await change(save, { ...save, requestId: '', failure: { code: 'CANCELLED' }, step: 'ended' })
    },
    sendWaiting,
    load: async () => {
      await saves.load()
      for (const save of saves.all()) if (save.step === 'sending') await note(afterRestart(save))
      arm()
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      if (sending !== null) await Promise.race([sending, delay(CLOSING_MS, undefined, { ref: false })])
      await saves.settled()
    },
  }
}

function isSame(save: Save, entries: MinutesEntries): boolean {
  return JSON.stringify(save.entries) === JSON.stringify(entries)
}

/** A pasted token may have no user id: its other known fields identify it. */
function identityOf({ baseUrl, userId, name }: Account): NonNullable<Save['account']> {
  return { baseUrl, userId, name }
}

function entriesOf(text: string): MinutesEntries {
  const link = parseMinutesLink(text)
  if (!link.ok) throw fromFailure(link.failure)
  return link.entries
}
