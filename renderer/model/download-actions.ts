import type { Download } from '../../contract/download.ts'
import { isActive, isEnded, isOpen, isResumable, isRetryable } from '../../contract/download-states.ts'

export type DownloadAction =
  | 'watch'
  | 'open'
  | 'reveal'
  | 'pause'
  | 'resume'
  | 'retry'
  | 'moveToTop'
  | 'cancel'
  | 'clear'

/**
 * Which downloads each action applies to; an action that applies to none of the selected ones is not offered.
 */
const FITS: Record<DownloadAction, (download: Download) => boolean> = {
  watch: ({ state, source }) => state === 'saved' && source.kind === 'recording',
  open: ({ state }) => state === 'saved',
  reveal: ({ state }) => state === 'saved',
  pause: isActive,
  resume: isResumable,
  retry: isRetryable,
  moveToTop: ({ state }) => state === 'waiting',
  cancel: isOpen,
  clear: isEnded,
}

/** In menu order. */
const ACTIONS = Object.keys(FITS) as DownloadAction[]

/** Actions for a single item: watching a recording, opening or revealing a file. */
const IS_FOR_ONE: ReadonlySet<DownloadAction> = new Set<DownloadAction>(['watch', 'open', 'reveal'])

/** The selected downloads that an action applies to. */
export function fittingFor(action: DownloadAction, chosen: readonly Download[]): Download[] {
  const fitting = chosen.filter(FITS[action])
  return IS_FOR_ONE.has(action) ? fitting.slice(0, 1) : fitting
}

/** The actions for the selected downloads. A group cannot be opened as a file, but it has one folder. */
export function actionsFor(chosen: readonly Download[]): DownloadAction[] {
  return ACTIONS.filter(
    (action) => fittingFor(action, chosen).length > 0 && (action !== 'open' || chosen.length === 1),
  )
}

/** The key of each action, in the cheat sheet's notation. */
export const ACTION_KEYS: Record<DownloadAction, string> = {
  watch: 'W',
  open: 'Enter',
  reveal: 'Mod+Enter',
  pause: 'Space',
  resume: 'Space',
  retry: 'R',
  moveToTop: 'Alt+ArrowUp',
  cancel: 'Delete',
  clear: 'Delete',
}

/** Keys whose event name differs from the table's; on a Mac, the Delete key reports Backspace. */
const NAMES_OF_KEYS: Readonly<Record<string, string>> = { ' ': 'Space', Backspace: 'Delete' }

/**
 * The action of a key on the focused line; null for unassigned keys. Of two actions with the same key, the
 * first available one: Space pauses or resumes, Delete cancels and then removes from the list.
 */
export function actionOfKey(
  { key, ctrlKey, metaKey, altKey }: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  chosen: readonly Download[],
): DownloadAction | null {
  const modifier = altKey ? 'Alt+' : ctrlKey || metaKey ? 'Mod+' : ''
  const name = NAMES_OF_KEYS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return actionsFor(chosen).find((action) => ACTION_KEYS[action] === `${modifier}${name}`) ?? null
}
