import type { Send } from '../ipc/registrar.ts'

/** Keeps what is worth telling while there is no page to tell it to. */
export function createEventBuffer(send: Send): {
  tell: Send
  /** The page listens now: what was kept goes out, and from here on everything at once. */
  release(): void
  /** The page is gone or starts anew. */
  hold(): void
} {
  let isListening = false
  let held: (() => void)[] = []
  return {
    tell(event, payload) {
      if (isListening) send(event, payload)
      else held.push(() => send(event, payload))
    },
    release() {
      isListening = true
      const waiting = held
      held = []
      for (const tell of waiting) tell()
    },
    hold() {
      isListening = false
    },
  }
}
