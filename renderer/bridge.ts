import { useEffect, useEffectEvent } from 'react'
import { AppError, fromFailure } from '../contract/errors.ts'
import type { Bridge, CallInput, CallName, CallOutput, EventName, EventPayload } from '../contract/ipc.ts'

declare global {
  interface Window {
    /** Put there by preload; absent when the page was opened outside the app. */
    readonly meetkeep?: Bridge
  }
}

function bridge(): Bridge {
  if (window.meetkeep === undefined) throw new AppError('INTERNAL', { detail: 'the page has no bridge' })
  return window.meetkeep
}

type Arguments<C extends CallName> = void extends CallInput<C> ? [] : [input: CallInput<C>]

/** Asks the main process; throws the AppError that the failure stands for. */
export async function call<C extends CallName>(channel: C, ...args: Arguments<C>): Promise<CallOutput<C>> {
  const result = await bridge().call(channel, args[0] as CallInput<C>)
  if (!result.ok) throw fromFailure(result.failure)
  return result.value
}

/** Listens to what main tells unasked; returns the way to stop. */
export function on<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): () => void {
  return bridge().on(event, listen)
}

/** Listens to an event for as long as the component is shown. */
export function useEvent<E extends EventName>(event: E, listen: (payload: EventPayload<E>) => void): void {
  const hear = useEffectEvent(listen)
  useEffect(() => on(event, (payload) => hear(payload)), [event])
}
