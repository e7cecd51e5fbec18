import type { PageName } from '../navigation.ts'

/** Keys that belong to a page or to what has the focus, for the cheat sheet. Words: `commands.pageKeys` by `id`. */
export const PAGE_KEYS = [
  { id: 'close', page: null, keys: ['Escape'] },
  { id: 'next', page: null, keys: ['Tab'] },
  { id: 'paste', page: 'minutes', keys: ['Mod+V'] },
  { id: 'range', page: 'recordings', keys: ['Shift+Space'] },
] as const satisfies readonly PageKeys[]

interface PageKeys {
  id: string
  /** null: everywhere. */
  page: PageName | null
  keys: readonly string[]
}
