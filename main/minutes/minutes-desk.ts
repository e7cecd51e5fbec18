import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError, fromFailure, toFailure } from '../../contract/errors.ts'
import {
  type MinutesEntries,
  type MinutesPreview,
  type SavedMinutes,
  savedMinutesSchema,
} from '../../contract/minutes.ts'
import { parseMinutesLink } from '../../qr/link.ts'
import { saveMinutes } from '../cloud/minutes.ts'
import type { Session } from '../cloud/session.ts'
import type { Log } from '../ports.ts'
import { stateFile } from '../stores/state-file.ts'

/** How many saves the history keeps. */
const KEPT = 200

const historySchema = z.object({ version: z.literal(1), saves: z.array(savedMinutesSchema) })

/** From the text of a code to minutes in the user's personal space, and the list of what was saved from here. */
export interface MinutesDesk {
  /** Refuses by code; sends nothing. */
  preview(text: string): MinutesPreview
  /** Parses the text again: what a page says it previewed is not trusted. Failures are kept in the history too. */
  save(text: string): Promise<SavedMinutes>
  /** Newest first. */
  history(): SavedMinutes[]
  load(): Promise<void>
  close(): Promise<void>
}

export function createMinutesDesk(ports: {
  home: string
  session: Session
  keepsHistory: boolean
  onStateSetAside: (path: string) => void
  log: Log
}): MinutesDesk {
  const file = stateFile<z.infer<typeof historySchema>>(
    join(ports.home, 'minutes.json'),
    historySchema,
    () => ({ version: 1, saves: [] }),
    ports.onStateSetAside,
  )
  let saves: SavedMinutes[] = []

  /** Never throws: a history that cannot be written must not make a save look undone, or it is made twice. */
  const remember = async (save: SavedMinutes): Promise<void> => {
    saves = [save, ...saves].slice(0, KEPT)
    if (!ports.keepsHistory) return
    try {
      await file.write({ version: 1, saves })
    } catch (error) {
      ports.log.error('minutes: the history could not be written', { detail: toFailure(error).detail })
    }
  }

  return {
    preview: (text) => {
      const { account } = ports.session.state()
      return { entries: entriesOf(text), owner: account?.name ?? null, ownerId: account?.userId ?? null }
    },
    save: async (text) => {
      const entries = entriesOf(text)
      const { account } = ports.session.state()
      if (account === null) throw new AppError('AUTH_REQUIRED')
      const save = {
        id: randomUUID(),
        at: new Date().toISOString(),
        entries,
        owner: account.name || account.userId,
      }
      try {
        const { requestId } = await saveMinutes(ports.session, entries)
        const saved = { ...save, requestId, failure: null }
        await remember(saved)
        return saved
      } catch (error) {
        const failure = toFailure(error)
        await remember({ ...save, requestId: failure.requestId ?? '', failure })
        throw error
      }
    },
    history: () => saves,
    load: async () => {
      if (ports.keepsHistory) saves = (await file.read()).saves
    },
    close: () => file.settled(),
  }
}

function entriesOf(text: string): MinutesEntries {
  const link = parseMinutesLink(text)
  if (!link.ok) throw fromFailure(link.failure)
  return link.entries
}
