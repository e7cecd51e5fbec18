import { withLimit } from '../with-limit.ts'

/** `ok` null: it cannot be checked here, and `detail` has the reason. Does not count as passed. */
export interface Finding {
  ok: boolean | null
  detail: string
}

export interface Check {
  name: string
  /** In ms; a check that takes longer has failed. */
  limitMs: number
  run(): Promise<Finding>
}

export type CheckResult = { name: string } & Finding

export const passed = (detail: string): Finding => ({ ok: true, detail })
export const failed = (detail: string): Finding => ({ ok: false, detail })
export const unchecked = (detail: string): Finding => ({ ok: null, detail })

/** Runs the checks one after another; an exception or a timeout fails that check and stops no other. */
export async function runChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const { name, limitMs, run } of checks) results.push({ name, ...(await findingOf(run, limitMs)) })
  return results
}

async function findingOf(run: Check['run'], limitMs: number): Promise<Finding> {
  const ended = await withLimit(
    Promise.resolve().then(() => run()),
    limitMs,
  )
  if (ended.status === 'done') return ended.value
  if (ended.status === 'timed-out') return failed(`no answer within ${Math.ceil(limitMs / 1000)} s`)
  return failed(ended.error instanceof Error ? ended.error.message : String(ended.error))
}

export interface Report {
  /** Version of Meetkeep. */
  app: string
  /** Version of Electron; `stand-in` where there is none. */
  electron: string
  /** Operating system, architecture and release. */
  platform: string
  checks: CheckResult[]
}

/** Exit status of the self-test: 0 unless a check has failed. */
export function exitStatusOf({ checks }: Report): 0 | 1 {
  return checks.some(({ ok }) => ok === false) ? 1 : 0
}
