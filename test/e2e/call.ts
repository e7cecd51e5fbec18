import type { Page } from 'playwright-core'
import type { CallInput, CallName, CallOutput, CallResult } from '../../contract/ipc.ts'

/** Calls the app's main process as the page does. */
export async function call<C extends CallName>(
  page: Page,
  name: C,
  input?: CallInput<C>,
): Promise<CallOutput<C>> {
  const result = (await page.evaluate(
    ([channel, message]) => {
      const { meetkeep } = globalThis as unknown as { meetkeep: { call(...of: unknown[]): Promise<unknown> } }
      return meetkeep.call(channel, message)
    },
    [name, input] as const,
  )) as CallResult<C>
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`)
  return result.value
}
