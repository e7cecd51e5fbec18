import { ACTION_KEYS } from '../model/download-actions.ts'
import type { PageName } from '../navigation.ts'

/** Keys of a page or of the focused element, for the cheat sheet. Texts: `commands.pageKeys` by `id`. */
export const PAGE_KEYS = [
  {
    page: null,
    rows: [
      { id: 'paste', keys: ['Mod+V'] },
      { id: 'close', keys: ['Escape'] },
      { id: 'next', keys: ['Tab'] },
    ],
  },
  {
    page: 'library',
    rows: [
      { id: 'libraryRow', keys: ['ArrowUp', 'ArrowDown'] },
      { id: 'libraryPlay', keys: ['Enter'] },
      { id: 'libraryDetails', keys: ['Space'] },
      { id: 'libraryReveal', keys: ['Mod+Enter'] },
      { id: 'libraryCopyPath', keys: ['Mod+C'] },
      { id: 'libraryVerify', keys: ['V'] },
      { id: 'librarySelect', keys: ['X'] },
      { id: 'libraryRange', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
      { id: 'libraryAll', keys: ['Mod+A'] },
      { id: 'libraryClear', keys: ['Escape'] },
    ],
  },
  {
    page: 'recordings',
    rows: [
      { id: 'recordingsRow', keys: ['ArrowUp', 'ArrowDown'] },
      { id: 'recordingsOpen', keys: ['Enter'] },
      { id: 'recordingsSelect', keys: ['Space'] },
      { id: 'recordingsRange', keys: ['Shift+Space'] },
      { id: 'recordingsAll', keys: ['Mod+A'] },
    ],
  },
  {
    page: 'downloads',
    rows: [
      { id: 'downloadsLine', keys: ['ArrowUp', 'ArrowDown'] },
      { id: 'downloadsFold', keys: ['ArrowLeft', 'ArrowRight'] },
      { id: 'downloadsPause', keys: [ACTION_KEYS.pause] },
      { id: 'downloadsRetry', keys: [ACTION_KEYS.retry] },
      { id: 'downloadsToTop', keys: [ACTION_KEYS.moveToTop] },
      { id: 'downloadsCancel', keys: [ACTION_KEYS.cancel] },
      { id: 'downloadsWatch', keys: [ACTION_KEYS.watch] },
      { id: 'downloadsOpen', keys: [ACTION_KEYS.open] },
      { id: 'downloadsReveal', keys: [ACTION_KEYS.reveal] },
      { id: 'downloadsMenu', keys: ['Shift+F10'] },
    ],
  },
  {
    page: 'watch',
    rows: [
      { id: 'play', keys: ['Space', 'K'] },
      { id: 'jump', keys: ['ArrowLeft', 'ArrowRight'] },
      { id: 'volume', keys: ['ArrowUp', 'ArrowDown'] },
      { id: 'mute', keys: ['M'] },
      { id: 'speed', keys: ['<', '>'] },
      { id: 'part', keys: ['PageUp', 'PageDown'] },
      { id: 'swap', keys: ['S'] },
      { id: 'fullScreen', keys: ['F'] },
    ],
  },
] as const satisfies readonly PageKeys[]

interface PageKeys {
  /** null: on every page. */
  page: PageName | null
  rows: readonly { id: string; keys: readonly string[] }[]
}
