/** A value whose `undefined` survives JSON: `{}` is parsed as undefined. */
export interface JsonValue {
  v?: unknown
}

/** A native message box. */
export interface Question {
  message: string
  detail: string
  buttons: string[]
  /** Index of the button for Escape. */
  cancel: number
  /** '' for no checkbox. */
  checkbox: string
}

/** A capture of the screen permitted by the user. */
export interface ScreenCapture {
  /** PNG, base64; null if there is none. */
  png: string | null
  /** The reason, as reported by the browser: its user closed the question, or the system denies it. */
  refusedBy: 'user' | 'system' | null
}

/** Messages from the page over its socket. */
export type FromPage =
  | { type: 'invoke'; id: number; channel: string; args: JsonValue[] }
  /** The path the user typed, null if the question was closed. */
  | { type: 'answer'; id: number; path: string | null }
  | ({ type: 'captured'; id: number } & ScreenCapture)
  /** Keys with a modifier, in Electron's notation. */
  | { type: 'keys'; id: number; keys: string }
  /** The user pressed a key, or pressed or released a button. */
  | { type: 'input'; id: number; input: 'mouseDown' | 'mouseUp' | 'keyDown' }
  /** Whether a tab of the app has the focus. */
  | { type: 'focus'; id: number; isFocused: boolean }
  /** The button that was clicked, and the state of the checkbox. */
  | { type: 'pressed'; id: number; button: number; isChecked: boolean }

/** Messages from the stand-in to the page. */
export type ToPage =
  | { type: 'result'; id: number; value: JsonValue }
  | { type: 'error'; id: number; message: string }
  | { type: 'event'; channel: string; args: JsonValue[] }
  | { type: 'ask'; id: number; title: string; start: string; problem: string }
  | { type: 'capture'; id: number }
  | ({ type: 'question'; id: number } & Question)
  | { type: 'told'; text: string }
  | { type: 'reload' }
