import type { Send } from '../ipc/registrar.ts'

/** Events for the page, buffered while there is no page that listens. */
export interface EventBuffer {
  send: Send
  /** The page listens: sends what was buffered, and from here on everything at once. */
  flush(): void
  /** The page is gone or loads again: buffers until {@link flush}. */
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
