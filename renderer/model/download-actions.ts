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

/** Which downloads each action is for; what fits none of the chosen is not offered. */
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

/** In the order of a menu. */
const ACTIONS = Object.keys(FITS) as DownloadAction[]

/** A recording is watched, a file opened and shown, one at a time. */
const IS_FOR_ONE: ReadonlySet<DownloadAction> = new Set<DownloadAction>(['watch', 'open', 'reveal'])

/** The chosen downloads that an action is for. */
export function fittingFor(action: DownloadAction, chosen: readonly Download[]): Download[] {
  const fitting = chosen.filter(FITS[action])
  return IS_FOR_ONE.has(action) ? fitting.slice(0, 1) : fitting
}

/** What can be done with the chosen downloads. A group is opened by none of its files; its folder is one. */
export function actionsFor(chosen: readonly Download[]): DownloadAction[] {
  return ACTIONS.filter(
    (action) => fittingFor(action, chosen).length > 0 && (action !== 'open' || chosen.length === 1),
  )
}

/** The key of each action, as the cheat sheet writes keys. */
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

/** Keys that are called otherwise than they say themselves; a Mac's only key to delete is Backspace. */
const NAMES_OF_KEYS: Readonly<Record<string, string>> = { ' ': 'Space', Backspace: 'Delete' }

/**
 * The action of a key on the focused line; null for keys that mean nothing there. Of two actions of one key the first
 * that is offered: Space pauses and goes on, Delete cancels and then takes off the list.
 */
export function actionOfKey(
  { key, ctrlKey, metaKey, altKey }: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
  chosen: readonly Download[],
): DownloadAction | null {
  const modifier = altKey ? 'Alt+' : ctrlKey || metaKey ? 'Mod+' : ''
  const name = NAMES_OF_KEYS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return actionsFor(chosen).find((action) => ACTION_KEYS[action] === `${modifier}${name}`) ?? null
}
