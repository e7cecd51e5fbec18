import type { Send } from '../ipc/registrar.ts'

/** Buffers events for the page until it listens. */
export interface EventBuffer {
  send: Send
  /** The page listens: sends the buffered events, and later ones immediately. */
  flush(): void
  /** The page is gone or reloading: buffers until {@link flush}. */
  pause(): void
}

export function createEventBuffer(send: Send): EventBuffer {
  let isListening = false
  let buffered: (() => void)[] = []
  return {
    send(event, payload) {
      if (isListening) send(event, payload)
      else buffered.push(() => send(event, payload))
    },
    flush() {
      isListening = true
      const waiting = buffered
      buffered = []
      for (const deliver of waiting) deliver()
    },
    pause() {
      isListening = false
    },
  }
}
