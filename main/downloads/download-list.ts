import { z } from 'zod'
import { type Download, downloadSchema } from '../../contract/download.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { stateAfterRestart } from '../../contract/download-states.ts'
import { toFailure } from '../../contract/errors.ts'
import type { Log } from '../interfaces.ts'
import type { StateFile } from '../files/state-file.ts'
import { meetingSchema } from '../library/entry.ts'
import { lookupFactsSchema } from '../library/description.ts'
import { expectedSchema } from './download-requests.ts'

/** A download with the data its transfer needs. */
const queuedSchema = downloadSchema.extend({
  mustBeBoxes: z.boolean(),
  needsExtension: z.boolean(),
  // Missing in files of earlier versions.
  expected: expectedSchema.default({ bytes: null, sha256: null }),
  meeting: meetingSchema.nullable().default(null),
  facts: lookupFactsSchema.nullable().default(null),
  /** File types requested of a recording that is still being prepared; null for a file. */
  awaited: z.array(z.string()).nullable().default(null),
  /** Where the disk of its folder was mounted when it was added; null if unknown. */
  mountPoint: z.string().nullable().default(null),
  /** The same file in another folder, to copy it from. */
  copyFrom: z.object({ path: z.string(), bytes: z.number(), sha256: z.string() }).nullable().default(null),
})
export type Queued = z.infer<typeof queuedSchema>

export const queueFileSchema = z.object({ version: z.literal(1), downloads: z.array(queuedSchema) })
export type QueueFile = z.infer<typeof queueFileSchema>

/** Throttle: ten events a second for the whole list. */
const ANNOUNCE_MS = 100

export interface DownloadList {
  all(): Queued[]
  get(id: string): Queued | undefined
  put(download: Queued): void
  /** Updates a download; a change of state is also persisted, progress is not. */
  change(id: string, patch: Partial<Queued>): void
  remove(id: string): void
  /** Moves waiting downloads to the front, in the order given. */
  moveToTop(ids: string[]): void
  onChange(listen: (change: { changed: Download[]; removed: string[] }) => void): () => void
  load(): Promise<void>
  /** Resolves when the list is on disk. */
  close(): Promise<void>
}

/** Creates the list of downloads: ordered, persisted where `file` is given, with change events. */
export function createDownloadList(file: StateFile<QueueFile> | null, log: Log): DownloadList {
  /** Sorted by rank. */
  let downloads = new Map<string, Queued>()
  let lastRank = 0
  const changes = createEmitter<[{ changed: Download[]; removed: string[] }]>()
  const untold = new Set<string>()
  let announcing: NodeJS.Timeout | null = null

  const tell = (): void => {
    announcing = null
    const ids = [...untold]
    untold.clear()
    const changed = ids.flatMap((id) => downloads.get(id) ?? []).map(publicPart)
    const removed = ids.filter((id) => !downloads.has(id))
    changes.emit({ changed, removed })
  }

  const announce = (id: string): void => {
    untold.add(id)
    announcing ??= setTimeout(tell, ANNOUNCE_MS)
  }

  const persist = (): void => {
    file
      ?.write({ version: 1, downloads: [...downloads.values()] })
      .catch((error: unknown) =>
        log.error('the queue could not be written', { detail: toFailure(error).detail }),
      )
  }

  return {
    all: () => [...downloads.values()],
    get: (id) => downloads.get(id),
    put: (download) => {
      lastRank += 1
      downloads.set(download.id, { ...download, rank: lastRank })
      announce(download.id)
      persist()
    },
    change: (id, patch) => {
      const download = downloads.get(id)
      if (download === undefined) return
      downloads.set(id, { ...download, ...patch })
      announce(id)
      if (patch.state !== undefined) persist()
    },
    remove: (id) => {
      downloads.delete(id)
      announce(id)
      persist()
    },
    moveToTop: (ids) => {
      const moved = ids.flatMap((id) => downloads.get(id) ?? []).filter(({ state }) => state === 'waiting')
      if (moved.length === 0) return
      const lowest = Math.min(...[...downloads.values()].map(({ rank }) => rank))
      const ranked = moved.map((one, index) => ({ ...one, rank: lowest - moved.length + index }))
      downloads = new Map([...ranked.map((one) => [one.id, one] as const), ...downloads])
      for (const one of ranked) {
        downloads.set(one.id, one)
        announce(one.id)
      }
      persist()
    },
    onChange: changes.on,
    load: async () => {
      for (const download of (await file?.read())?.downloads ?? [])
        downloads.set(download.id, {
          ...download,
          state: stateAfterRestart(download.state),
          resumesAt: outlastsRestart(download) ? download.resumesAt : null,
          bytesPerSecond: 0,
        })
      lastRank = Math.max(0, ...[...downloads.values()].map(({ rank }) => rank))
    },
    close: async () => {
      if (announcing !== null) clearTimeout(announcing)
      tell()
      persist()
      await file?.settled()
    },
  }
}

/** The time to wait for depends on the server, not on this run. */
function outlastsRestart({ state, failure }: Queued): boolean {
  return state === 'waiting' || (failure !== null && prerequisiteOf(failure) === 'later')
}

export function publicPart(queued: Queued): Download {
  const {
    mustBeBoxes: _,
    needsExtension: __,
    expected: ___,
    meeting: ____,
    awaited: _____,
    mountPoint: ______,
    copyFrom: _______,
    facts: ________,
    ...download
  } = queued
  return download
}
