import type { LibraryFile, LibraryItem, SavedState } from '../../../contract/library.ts'
import type { Tone } from '../../model/tone.ts'

/** States that concern some files of an item, worst first. */
const TROUBLES = ['damaged', 'missing', 'changed', 'not-connected'] as const satisfies readonly SavedState[]
type Trouble = (typeof TROUBLES)[number]

export type ItemState =
  | { key: 'saved' }
  /** Whole here, and no longer in the cloud. */
  | { key: 'only-copy' }
  /** ISO: when the first of its files was verified. */
  | { key: 'verified'; at: string }
  /** `count` of `files` files are concerned. */
  | { key: Trouble; count: number; files: number }

export const STATE_TONES: Record<ItemState['key'], Tone> = {
  saved: 'good',
  'only-copy': 'good',
  verified: 'good',
  missing: 'danger',
  changed: 'warn',
  damaged: 'danger',
  'not-connected': 'neutral',
}

/**
 * The state of an item: of the worst of its files. It is verified as a whole, or not at all. `isOnlyCopy`: it is no
 * longer in the cloud.
 */
export function itemState(
  files: readonly Pick<LibraryFile, 'state' | 'verifiedAt'>[],
  isOnlyCopy = false,
): ItemState {
  for (const key of TROUBLES) {
    const count = files.filter(({ state }) => state === key).length
    if (count > 0) return { key, count, files: files.length }
  }
  if (isOnlyCopy) return { key: 'only-copy' }
  const times = files.flatMap(({ state, verifiedAt }) => (state === 'verified' ? (verifiedAt ?? []) : []))
  const [at] = times.toSorted()
  return at !== undefined && times.length === files.length ? { key: 'verified', at } : { key: 'saved' }
}

const GONE: ReadonlySet<SavedState> = new Set<SavedState>(['missing', 'changed', 'not-connected'])

/** Its files that can be opened or shown: main refuses a changed one, and plays a damaged one as far as it can. */
export const filesHere = ({ files }: Pick<LibraryItem, 'files'>): LibraryFile[] =>
  files.filter(({ state }) => !GONE.has(state))

/** What Enter does: play the recording, open its only document, or show its files. */
export function mainAction(item: Pick<LibraryItem, 'kind' | 'files'>): 'play' | 'open' | 'details' {
  const here = filesHere(item)
  if (here.length === 0) return 'details'
  if (item.kind === 'recording') return 'play'
  return here.length === 1 ? 'open' : 'details'
}
