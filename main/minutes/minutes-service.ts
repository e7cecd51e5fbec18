import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Account } from '../../contract/account.ts'
import { AppError, fromFailure, toFailure } from '../../contract/errors.ts'
import type { MinutesEntries, MinutesPreview, SavedMinutes } from '../../contract/minutes.ts'
import { parseMinutesLink } from '../../qr/link.ts'
import { saveMinutes } from '../cloud/minutes.ts'
import type { Session } from '../cloud/session.ts'
import type { Log } from '../ports.ts'
import { createSaveLog, type Save } from './save-log.ts'
import { afterFailure, afterRestart } from './save-outcome.ts'

/** How often the network is tried while a save waits for it. */
const RETRY_MS = 20_000
/** How long the end of the app waits for a save that is on its way, so that its outcome is known. */
const CLOSING_MS = 3000

/** From the text of a code to minutes in the user's personal space, and the list of what was saved from here. */
export interface MinutesService {
  /** Refuses by code; sends nothing. */
  preview(text: string): MinutesPreview
  /**
   * Parses the text again: what a page says it previewed is not trusted. Failures are kept in the history too. One
   * that could not leave this machine for lack of network comes back waiting, and is sent later, once.
   */
  save(text: string): Promise<SavedMinutes>
  /** Newest first. */
  history(): SavedMinutes[]
  /** Gives up one that waits; the history keeps it as CANCELLED. NOT_FOUND when it does not wait, or no longer. */
  cancel(id: string): Promise<void>
  /** Tries now what waits for the account that is signed in. */
  sendWaiting(): Promise<void>
}

export interface MinutesLifecycle {
  load(): Promise<void>
  close(): Promise<void>
}

export interface MinutesDeps {
  home: string
  session: Session
  /** false: in memory alone, and nothing waits. */
  keepsHistory: boolean
  onStateSetAside: (path: string) => void
  /** The history is another. */
  onChange: () => void
  /** One that waited has been sent, or failed for good. */
  onSettled: (saved: SavedMinutes) => void
  log: Log
  retryMs?: number
}

export function createMinutesService(ports: MinutesDeps): MinutesService & MinutesLifecycle {
  const { session, keepsHistory, retryMs = RETRY_MS } = ports
  const saves = createSaveLog({ ...ports, isKept: keepsHistory, onSetAside: ports.onStateSetAside })
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | null = null
  let isClosed = false

  /** Never throws: a history that cannot be written must not make a save look undone, or it is made twice. */
  const note = async (save: Save): Promise<void> => {
    try {
      await saves.put(save)
    } catch (error) {
      ports.log.error('minutes: the history could not be written', { detail: toFailure(error).detail })
    }
    ports.onChange()
  }

  /** On disk as `after`; rejects when it cannot get there, and all is as it was before. */
  const change = async (before: Save, after: Save): Promise<void> => {
    try {
      await saves.put(after)
    } catch (error) {
      void saves.put(before).catch(() => undefined)
      throw error
    }
    ports.onChange()
  }

  const send = async (save: Save, isAgain: boolean): Promise<Save> => {
    // Noting it took time: it goes to the space it was confirmed for, and to no other.
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

  /** One after another; the first that cannot leave ends the round. */
  const sendRound = async (): Promise<void> => {
    for (const { id } of saves.all().toReversed()) {
      const save = saves.get(id)
      if (isClosed || save?.step !== 'waiting' || !isOfUser(save)) continue
      try {
        // Known to be on its way before it is: without that on disk, a crash would send it twice.
        await change(save, { ...save, step: 'sending' })
      } catch (error) {
        ports.log.error('minutes: nothing is sent without a note', { detail: toFailure(error).detail })
        return
      }
      const after = await send(save, true)
      if (after.step === 'waiting') return
      ports.onSettled(shown(after))
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

  return {
    preview: (text) => {
      const { account } = session.state()
      return { entries: entriesOf(text), owner: account?.name ?? null, ownerId: account?.userId ?? null }
    },
    save: async (text) => {
      const entries = entriesOf(text)
      const { account } = session.state()
      if (account === null) throw new AppError('AUTH_REQUIRED')
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
      if (after.step === 'ended' && after.failure !== null) throw fromFailure(after.failure)
      return shown(after)
    },
    history: () => saves.all().map(shown),
    cancel: async (id) => {
      const save = saves.get(id)
      if (save?.step !== 'waiting') throw new AppError('NOT_FOUND', { detail: 'no save with this id waits' })
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

/** A pasted token may have no user: what is known of it stands for it. */
function identityOf({ baseUrl, userId, name }: Account): NonNullable<Save['account']> {
  return { baseUrl, userId, name }
}

function entriesOf(text: string): MinutesEntries {
  const link = parseMinutesLink(text)
  if (!link.ok) throw fromFailure(link.failure)
  return link.entries
}
