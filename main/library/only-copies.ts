import { join } from 'node:path'
import { z } from 'zod'
import type { Source } from '../../contract/download.ts'
import { stateFile } from '../files/state-file.ts'
import type { ListedRecordings } from '../interfaces.ts'
import { itemKey } from './index-line.ts'
import { saysOf } from './only-copy.ts'

/** Recordings listed in this run that are remembered in case they are saved later. */
const MOST_RECENT = 50_000
/** A list of many pages, and a long order, change it often. */
const WRITE_MS = 5000

const fileSchema = z.object({
  version: z.literal(1),
  enterprises: z.array(
    z.object({
      site: z.string(),
      enterpriseId: z.string(),
      /** Saved recordings that were in a list of it: still there, and there no longer. */
      listed: z.array(z.string()),
      gone: z.array(z.string()),
    }),
  ),
})
type File = z.infer<typeof fileSchema>

interface Known {
  site: string
  confUUID: string
  enterpriseId: string
  isGone: boolean
}

/** The item of a recording. */
const keyOf = (site: string, confUUID: string): string =>
  itemKey({ kind: 'recording', site, confUUID, fileType: '', part: 1 })

/**
 * Which saved recordings are no longer in the cloud, learned from lists of recordings. A cache: without its file
 * nothing is marked until the next whole list; which enterprise's lists count is in the descriptions too.
 */
export interface OnlyCopies {
  load(): Promise<void>
  /** Whether this recording (index-line.ts: `itemKey`) is no longer in the cloud. */
  has(itemKey: string): boolean
  /** Saved recordings that are no longer in the cloud. */
  readonly count: number
  /** Rises whenever a mark is set or removed. */
  readonly revision: number
  /** Learns from a list, or from a page of it. */
  learn(list: ListedRecordings): void
  /** A file was saved or adopted; `enterpriseId` as its description says. */
  noteSaved(itemKey: string, source: Source, enterpriseId?: string): void
  /** The enterprise whose lists have had a recording; null when unknown. */
  enterpriseOf(itemKey: string): string | null
}

export function createOnlyCopies(deps: {
  home: string
  /** ISO start of a saved recording by its item, '' when unknown; null if it is not saved. */
  startOf: (itemKey: string) => string | null
  onQuarantined: (path: string) => void
}): OnlyCopies {
  const { home, startOf, onQuarantined } = deps
  const file = stateFile<File>(
    join(home, 'only-copies.json'),
    fileSchema,
    () => ({ version: 1, enterprises: [] }),
    onQuarantined,
  )
  /** Saved recordings that were in a list. */
  const known = new Map<string, Known>()
  /** The enterprise of recordings that were listed in this run, oldest first. */
  const recent = new Map<string, string>()
  const gone = new Set<string>()
  let revision = 0
  let timer: NodeJS.Timeout | null = null

  const put = (key: string, one: Known): void => {
    if (one.isGone !== gone.has(key)) revision += 1
    known.set(key, one)
    if (one.isGone) gone.add(key)
    else gone.delete(key)
    timer ??= setTimeout(write, WRITE_MS).unref()
  }

  const write = (): void => {
    timer = null
    const enterprises = new Map<string, File['enterprises'][number]>()
    for (const { site, confUUID, enterpriseId, isGone } of known.values()) {
      const key = `${site} ${enterpriseId}`
      const one = enterprises.get(key) ?? { site, enterpriseId, listed: [], gone: [] }
      enterprises.set(key, one)
      one[isGone ? 'gone' : 'listed'].push(confUUID)
    }
    // What cannot be written is learned again.
    file.write({ version: 1, enterprises: [...enterprises.values()] }).catch(() => undefined)
  }

  const noteListed = ({ site, enterpriseId, confUUIDs, isOfAllUsers }: ListedRecordings): void => {
    for (const confUUID of confUUIDs) {
      const key = keyOf(site, confUUID)
      const before = known.get(key)
      // A user may also be shown another enterprise's recordings: that they are there is all it says.
      if (!isOfAllUsers) {
        if (before?.isGone === true) put(key, { ...before, isGone: false })
        continue
      }
      recent.delete(key)
      recent.set(key, enterpriseId)
      if (before?.enterpriseId === enterpriseId && !before.isGone) continue
      if (startOf(key) !== null) put(key, { site, confUUID, enterpriseId, isGone: false })
    }
    for (const key of recent.keys()) {
      if (recent.size <= MOST_RECENT) break
      recent.delete(key)
    }
  }

  return {
    load: async () => {
      const { enterprises } = await file.read()
      for (const { site, enterpriseId, ...of } of enterprises)
        for (const state of ['listed', 'gone'] as const)
          for (const confUUID of of[state]) {
            const key = keyOf(site, confUUID)
            known.set(key, { site, confUUID, enterpriseId, isGone: state === 'gone' })
            if (state === 'gone') gone.add(key)
          }
    },
    has: (key) => gone.has(key),
    get count() {
      return [...gone].filter((key) => startOf(key) !== null).length
    },
    get revision() {
      return revision
    },
    learn: (list) => {
      noteListed(list)
      for (const [key, one] of list.isWhole ? known : []) {
        const start = startOf(key)
        // Without a start it is no longer saved.
        const says = start === null ? null : saysOf(list, { ...one, start })
        if (says === 'gone' && !one.isGone) put(key, { ...one, isGone: true })
      }
    },
    noteSaved: (key, source, described) => {
      const enterpriseId = recent.get(key) ?? described
      if (source.kind !== 'recording' || enterpriseId === undefined || known.has(key)) return
      const { site, confUUID } = source
      put(key, { site, confUUID, enterpriseId, isGone: false })
    },
    enterpriseOf: (key) => recent.get(key) ?? known.get(key)?.enterpriseId ?? null,
  }
}
