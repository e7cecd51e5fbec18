import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { at } from './built.mjs'
import { judgeSelfTest, selfTestTable } from './self-test-report.mjs'

// node scripts/installed-self-test.mjs PROGRAM NAME [--minutes N]: runs the self-test of an installed
// Meetkeep, saves its report in self-test/NAME.json, and exits with 0 only if no check failed.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '5' } },
})
const [program, name] = positionals
if (program === undefined || !/^[\w.-]+$/.test(name ?? '')) {
  console.error('Usage: node scripts/installed-self-test.mjs PROGRAM NAME [--minutes N]')
  process.exit(2)
}

const ended = await run(program, Number(values.minutes) * 60_000)
const { report, problem } = judgeSelfTest(ended)
mkdirSync(at('self-test'), { recursive: true })
writeFileSync(
  at(`self-test/${name}.json`),
  `${JSON.stringify({ program, status: ended.status, problem, report, stdout: report === null ? ended.stdout : undefined }, null, 2)}\n`,
)
if (report !== null) console.log(selfTestTable(report))
else if (ended.stdout !== '') console.log(ended.stdout)
if (problem !== null) console.error(problem)
process.exitCode = problem === null ? 0 : 1

/** Standard error is passed through: Chromium's messages belong in the log of the run. */
async function run(path, limitMs) {
  // A separate process group, so that its renderers, or the AppImage's runtime, can be ended with it.
  const child = spawn(path, ['--self-test'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
  })
  const interrupted = () => (endAll(child.pid), process.exit(130))
  process.on('SIGINT', interrupted)
  let stdout = ''
  let isOverdue = false
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  const timer = setTimeout(() => {
    isOverdue = true
    endAll(child.pid)
  }, limitMs)
  const status = await new Promise((resolve) =>
    child.on('close', resolve).on('error', (error) => {
      console.error(error.message)
      resolve(null)
    }),
  )
  clearTimeout(timer)
  process.off('SIGINT', interrupted)
  return { stdout, status, isOverdue }
}

/** Ends a process and its children. */
function endAll(pid) {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'])
  else process.kill(-pid, 'SIGKILL')
}
