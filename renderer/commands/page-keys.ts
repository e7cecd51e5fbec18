import { ACTION_KEYS } from '../features/downloads/download-actions.ts'
import type { PageName } from '../navigation.ts'

/** Keys that belong to a page or to what has the focus, for the cheat sheet. Words: `commands.pageKeys` by `id`. */
export const PAGE_KEYS = [
  { id: 'close', page: null, keys: ['Escape'] },
  { id: 'next', page: null, keys: ['Tab'] },
  { id: 'paste', page: 'minutes', keys: ['Mod+V'] },
  { id: 'range', page: 'recordings', keys: ['Shift+Space'] },
  { id: 'downloadsLine', page: 'downloads', keys: ['ArrowUp', 'ArrowDown'] },
  { id: 'downloadsFold', page: 'downloads', keys: ['ArrowLeft', 'ArrowRight'] },
  { id: 'downloadsPause', page: 'downloads', keys: [ACTION_KEYS.pause] },
  { id: 'downloadsRetry', page: 'downloads', keys: [ACTION_KEYS.retry] },
  { id: 'downloadsToTop', page: 'downloads', keys: [ACTION_KEYS.moveToTop] },
  { id: 'downloadsCancel', page: 'downloads', keys: [ACTION_KEYS.cancel] },
  { id: 'downloadsWatch', page: 'downloads', keys: [ACTION_KEYS.watch] },
  { id: 'downloadsOpen', page: 'downloads', keys: [ACTION_KEYS.open] },
  { id: 'downloadsReveal', page: 'downloads', keys: [ACTION_KEYS.reveal] },
  { id: 'downloadsMenu', page: 'downloads', keys: ['Shift+F10'] },
  { id: 'play', page: 'watch', keys: ['Space', 'K'] },
  { id: 'jump', page: 'watch', keys: ['ArrowLeft', 'ArrowRight'] },
  { id: 'volume', page: 'watch', keys: ['ArrowUp', 'ArrowDown'] },
  { id: 'mute', page: 'watch', keys: ['M'] },
  { id: 'speed', page: 'watch', keys: ['<', '>'] },
  { id: 'part', page: 'watch', keys: ['PageUp', 'PageDown'] },
  { id: 'swap', page: 'watch', keys: ['S'] },
  { id: 'fullScreen', page: 'watch', keys: ['F'] },
] as const satisfies readonly PageKeys[]

interface PageKeys {
  id: string
  /** null: everywhere. */
  page: PageName | null
  keys: readonly string[]
}
