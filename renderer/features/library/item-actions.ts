import type { LibraryFile, LibraryItem, SavedState } from '../../../contract/library.ts'
import { filesHere, mainAction } from './item-state.ts'

/** States of files that may be elsewhere now. */
export const MOVABLE: ReadonlySet<SavedState> = new Set<SavedState>(['missing', 'not-connected'])
/** States of files that a new download replaces. */
export const NOT_WHOLE: ReadonlySet<SavedState> = new Set<SavedState>(['missing', 'changed', 'damaged'])

export const filesWith = (
  { files }: Pick<LibraryItem, 'files'>,
  states: ReadonlySet<SavedState>,
): LibraryFile[] => files.filter(({ state }) => states.has(state))

/** In menu order. */
export const ITEM_ACTIONS = [
  'play',
  'open',
  'details',
  'reveal',
  'copyPath',
  'verify',
  'locate',
  'downloadAgain',
  'remove',
] as const
export type ItemAction = (typeof ITEM_ACTIONS)[number]

/** In the cheat sheet's notation; Enter and a double click run the main action. */
export const ACTION_KEYS: Readonly<Partial<Record<ItemAction, string>>> = {
  play: 'Enter',
  open: 'Enter',
  details: 'Space',
  reveal: 'Mod+Enter',
  copyPath: 'Mod+C',
  verify: 'V',
  remove: 'Delete',
}

/** The actions that an item offers. */
export function actionsOf(item: Pick<LibraryItem, 'kind' | 'files'>): ItemAction[] {
  const main = mainAction(item)
  return ITEM_ACTIONS.filter((action) => {
    if (action === 'play' || action === 'open') return action === main
    // Its time alone may have changed.
    if (action === 'locate') return filesWith(item, MOVABLE).length > 0
    if (action === 'downloadAgain') return filesWith(item, NOT_WHOLE).length > 0
    if (action === 'remove') return item.files.some(({ state }) => state !== 'not-connected')
    if (action === 'verify') return item.files.some(({ state }) => !MOVABLE.has(state))
    return action === 'details' || filesHere(item).length > 0
  })
}

/** The action of a key on the active row; null for any other key. */
export function actionOfKey(
  {
    key,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
  }: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean },
  item: Pick<LibraryItem, 'kind' | 'files'>,
): ItemAction | null {
  if (altKey || shiftKey) return null
  const name = `${ctrlKey || metaKey ? 'Mod+' : ''}${key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key}`
  if (name === 'Enter') return mainAction(item)
  return (
    actionsOf(item).find(
      (action) => action !== 'play' && action !== 'open' && ACTION_KEYS[action] === name,
    ) ?? null
  )
}
