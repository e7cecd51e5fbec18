import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { z } from 'zod'
import { AppError, toFailure } from '../../contract/errors.ts'
import {
  CALLS,
  EVENTS,
  type CallName,
  type CallOutput,
  type CallResult,
  type EventName,
  type EventPayload,
} from '../../contract/ipc.ts'
import type { Log } from '../interfaces.ts'
import { limitCalls } from './limit-calls.ts'
import { isWithinSize } from './message-size.ts'

/** One handler for each call in the contract; a missing one does not compile. */
export type Handlers = {
  [C in CallName]: (input: z.output<(typeof CALLS)[C]['input']>) => CallOutput<C> | Promise<CallOutput<C>>
}

/** The largest order (contract/order.ts), with the longest ids and titles. */
const LARGEST_MESSAGE = 12_000_000
/** Of a call that has to wait: many may. */
const LARGEST_WAITING = 100_000

/**
 * Registers every call of the contract with ipcMain; the only place that does. A sender other than our page
 * is rejected by an exception without a reason; every other error is returned as data, so that it keeps its
 * code.
 */
export function registerCalls(options: {
  ipcMain: Pick<IpcMain, 'handle'>
  handlers: Handlers
  isTrusted: (event: IpcMainInvokeEvent) => boolean
  log: Log
}): void {
  const { ipcMain, handlers, isTrusted, log } = options
  const limits = limitCalls()

  const valueOf = async <C extends CallName>(channel: C, message: unknown): Promise<CallOutput<C>> => {
    const { input, output } = CALLS[channel] as { input: z.ZodType; output: z.ZodType }
    const asked = input.safeParse(message)
    if (!asked.success) throw new AppError('BAD_INPUT', { detail: problemsOf(asked.error) })
    const value = await (handlers[channel] as (input: unknown) => unknown)(asked.data)
    // The schema strips fields outside the contract, so that they never reach the page.
    const answered = output.safeParse(value)
    if (!answered.success) throw new AppError('INTERNAL', { detail: problemsOf(answered.error) })
    return answered.data as CallOutput<C>
  }
  const answer = async <C extends CallName>(
    channel: C,
    message: unknown,
    isGone: () => boolean,
  ): Promise<CallResult<C>> => {
    try {
      const largest = limits.isFull(channel) ? LARGEST_WAITING : LARGEST_MESSAGE
      if (!isWithinSize(message, largest)) throw new AppError('BAD_INPUT', { detail: 'too large' })
      const value = await limits.run(channel, async () => {
        if (isGone()) throw new AppError('CANCELLED')
        return await valueOf(channel, message)
      })
      return { ok: true, value }
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'INTERNAL') log.error('a call failed', { channel, detail: failure.detail })
      return { ok: false, failure }
    }
  }

  for (const channel of Object.keys(CALLS) as CallName[]) {
    ipcMain.handle(channel, (event, message: unknown) => {
      if (!isTrusted(event)) {
        log.warn('a call from a foreign page was refused', { channel })
        throw new Error('refused')
      }
      // A call that waited may belong to a page that was reloaded since.
      return answer(channel, message, () => !isTrusted(event))
    })
  }
}

export type Send = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/**
 * Creates the only function that sends events to the page; an event that does not match the contract is
 * logged and dropped.
 */
export function createSend(page: () => Pick<WebContents, 'send' | 'isDestroyed'> | null, log: Log): Send {
  return (event, payload) => {
    const target = page()
    if (target === null || target.isDestroyed()) return
    const checked = (EVENTS[event] as z.ZodType).safeParse(payload)
    if (checked.success) target.send(event, checked.data)
    else log.error('an event does not fit the contract', { event, detail: problemsOf(checked.error) })
  }
}

/** Path and message, never the value: it may be a secret. */
function problemsOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    .join('; ')
}
