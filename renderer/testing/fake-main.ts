import { toFailure } from '../../contract/errors.ts'
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  CallResult,
  EventName,
  EventPayload,
} from '../../contract/ipc.ts'

/** Answers one call: with a value, or by throwing an AppError. */
export type Handler<C extends CallName> = (input: CallInput<C>) => CallOutput<C> | Promise<CallOutput<C>>

/** A promise that the test settles itself, so that it controls which of two answers comes first. */
export interface Deferred<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (error: unknown) => void
}

export function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined
  let reject: Deferred<T>['reject'] = () => undefined
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue
    reject = onError
  })
  return { promise, resolve, reject }
}

const handlers = new Map<CallName, (input: never) => unknown>()
const listeners = new Map<EventName, Set<(payload: never) => void>>()
let calls: { name: CallName; input: unknown }[] = []

const bridge: Bridge = {
  call(name, input) {
    calls.push({ name, input })
    const handler = handlers.get(name)
    // A call without a handler stays pending, as one does while main is busy.
    if (handler === undefined) return new Promise(() => undefined)
    return answer(handler, input) as Promise<CallResult<typeof name>>
  },
  on(name, listen) {
    const known = listeners.get(name) ?? new Set()
    listeners.set(name, known.add(listen))
    return () => void known.delete(listen)
  },
}

async function answer(handler: (input: never) => unknown, input: unknown): Promise<unknown> {
  try {
    return { ok: true, value: await handler(input as never) }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}

/** The main process as component tests see it, behind the same bridge that preload exposes. */
export const fakeMain = {
  /** Installs the bridge in the page and clears the handlers and calls of the previous test. */
  reset(): void {
    handlers.clear()
    calls = []
    Object.defineProperty(window, 'meetkeep', { value: bridge, configurable: true })
  },
  handle<C extends CallName>(name: C, handler: Handler<C>): void {
    handlers.set(name, handler)
  },
  /** Inputs of all calls of that name so far, oldest first. */
  callsOf<C extends CallName>(name: C): CallInput<C>[] {
    return calls.filter((one) => one.name === name).map(({ input }) => input as CallInput<C>)
  },
  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listen of listeners.get(name) ?? []) listen(payload as never)
  },
}
