/** A value that survives JSON with its `undefined`: `{}` comes back as undefined. */
export interface Boxed {
  v?: unknown
}

/** A native message box. */
export interface Question {
  message: string
  detail: string
  buttons: string[]
  /** The button that Escape stands for. */
  cancel: number
  /** '' for no box. */
  checkbox: string
}

/** What the user let the page see of the screen. */
export interface Looked {
  /** PNG, base64; null for nothing. */
  png: string | null
  /** Why it is nothing, as far as the browser says: its user closed the question, or the system forbids it. */
  refusedBy: 'user' | 'system' | null
}

/** What the page may say over its socket. */
export type FromPage =
  | { type: 'invoke'; id: number; channel: string; args: Boxed[] }
  /** The path the user typed for a question, null when it was closed. */
  | { type: 'answer'; id: number; path: string | null }
  | ({ type: 'looked'; id: number } & Looked)
  /** Keys with a modifier, as Electron writes them. */
  | { type: 'keys'; id: number; keys: string }
  /** Whether a tab of the app has the focus. */
  | { type: 'focus'; id: number; isFocused: boolean }
  /** Which button of a question was pressed, and how its box was left. */
  | { type: 'pressed'; id: number; button: number; isChecked: boolean }

/** What the stand-in says to the page. */
export type ToPage =
  | { type: 'result'; id: number; value: Boxed }
  | { type: 'error'; id: number; message: string }
  | { type: 'event'; channel: string; args: Boxed[] }
  | { type: 'ask'; id: number; title: string; start: string; problem: string }
  | { type: 'look'; id: number }
  | ({ type: 'question'; id: number } & Question)
  | { type: 'told'; text: string }
  | { type: 'reload' }
