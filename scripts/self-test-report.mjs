import { z } from 'zod'

const check = z.strictObject({
  name: z.string().min(1),
  /** null: cannot be checked here; `detail` says why. */
  ok: z.boolean().nullable(),
  detail: z.string(),
})
const reportSchema = z.strictObject({
  app: z.string().min(1),
  electron: z.string().min(1),
  platform: z.string().min(1),
  checks: z.array(check).min(1),
})

/**
 * Evaluates the output of a program started with --self-test.
 *
 * @param ended `stdout`: its output; `status`: its exit status, null if killed by a signal; `isOverdue`:
 *   whether it was killed by the timeout.
 * @returns `report`: the parsed report, or null if unreadable; `problem`: a sentence, or null if every
 *   check possible here passed.
 */
export function judgeSelfTest({ stdout, status, isOverdue }) {
  const { report, problem } = readReport(stdout)
  if (isOverdue) return { report, problem: 'The self-test did not end in time.' }
  if (report === null) return { report, problem: `${problem} It ended with ${status ?? 'a signal'}.` }
  const failed = report.checks.filter(({ ok }) => ok === false).map(({ name }) => name)
  if (failed.length > 0) return { report, problem: `Failed: ${failed.join(', ')}.` }
  // The status and the report must agree.
  if (status !== 0)
    return { report, problem: `No check failed, and yet it ended with ${status ?? 'a signal'}.` }
  return { report, problem: null }
}

function readReport(stdout) {
  const lines = stdout.split(/\r?\n/).filter((line) => line !== '')
  if (lines.length !== 1)
    return { report: null, problem: `${lines.length} lines came on standard output in place of one.` }
  let value
  try {
    value = JSON.parse(lines[0])
  } catch {
    return { report: null, problem: 'The line on standard output is no JSON.' }
  }
  const parsed = reportSchema.safeParse(value)
  if (parsed.success) return { report: parsed.data, problem: null }
  return { report: null, problem: `The report has another form: ${z.prettifyError(parsed.error)}.` }
}

/** The report as a readable table: one line for each check. */
export function selfTestTable({ app, electron, platform, checks }) {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const word = (ok) => (ok === null ? '–' : ok ? 'ok' : 'FAILED')
  return [
    `Meetkeep ${app}, Electron ${electron}, ${platform}`,
    ...checks.map(({ name, ok, detail }) =>
      `${name.padEnd(width)}  ${word(ok).padEnd(6)}  ${detail}`.trimEnd(),
    ),
  ].join('\n')
}
