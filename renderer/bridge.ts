import { useEffect, useEffectEvent } from 'react'
import { AppError, fromFailure } from '../contract/errors.ts'
import type { Bridge, CallInput, CallName, CallOutput, EventName, EventPayload } from '../contract/ipc.ts'

declare global {
  interface Window {
    /** Provided by preload; undefined when the page was opened outside the app. */
    readonly meetkeep?: Bridge
  }
}

function bridge(): Bridge {
  if (window.meetkeep === undefined) throw new AppError('INTERNAL', { detail: 'the page has no bridge' })
  return window.meetkeep
}

type Arguments<C extends CallName> = void extends CallInput<C> ? [] : [input: CallInput<C>]

/** Calls the main process; throws the AppError of the failure. */
export async function call<C extends CallName>(channel: C, ...args: Arguments<C>): Promise<CallOutput<C>> {
  const result = await bridge().call(channel, args[0] as CallInput<C>)
  if (!result.ok) throw fromFailure(result.failure)
  return result.value
}

/** Subscribes to an event from main; returns an unsubscribe function. */
export function on<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): () => void {
  return bridge().on(event, listen)
}

/** Subscribes to an event while the component is mounted. */
export function useEvent<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): void {
  const hear = useEffectEvent(listen)
  useEffect(() => on(event, (payload) => hear(payload)), [event])
}
