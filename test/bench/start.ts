import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startDemo } from '../../demo/service.ts'
import { median, spread, table } from './download-tables.ts'

// npm run bench:start [-- --rounds 31]: the run time of short terminal commands compared with `node -e 0`, in
// Markdown. Each round runs every command once; ratios are computed within a round, because the machine is
// never idle.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '31' } } })
const rounds = Number(values.rounds)
const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'out/cli/index.js')
const picture = join(root, 'demo/pictures/save-minutes.png')
const BASE = 'node -e 0'

interface Run {
  args: string[]
  /** The expected exit status; any other fails the bench. */
  status: number
}
const meetkeep = (args: string[], status = 0): Run => ({ args: [command, ...args], status })
const RUNS: Record<string, Run> = {
  [BASE]: { args: ['-e', '0'], status: 0 },
  'meetkeep --version': meetkeep(['--version']),
  'meetkeep --help': meetkeep(['--help']),
  'meetkeep nonsense (a usage error)': meetkeep(['nonsense'], 2),
  'meetkeep minutes read (a picture)': meetkeep(['minutes', 'read', picture]),
  'meetkeep programs list (the demo service)': meetkeep(['programs', 'list']),
}

const service = await startDemo()
const home = await mkdtemp(join(tmpdir(), 'meetkeep-bench-'))
const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('MEETKEEP_'))
const env = {
  ...Object.fromEntries(clean),
  MEETKEEP_HOME: home,
  MEETKEEP_SITE: service.url,
  MEETKEEP_APP_ID: service.appId,
  MEETKEEP_APP_KEY: service.appKey,
}
const times = new Map<string, number[]>(Object.keys(RUNS).map((name) => [name, []]))
try {
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(RUNS)) {
      const ms = await time(run)
      // The first round fills the file system's caches.
      if (round >= 0) times.get(name)?.push(ms)
    }
  }
} finally {
  await service.close()
  await rm(home, { recursive: true, force: true })
}

async function time({ args, status }: Run): Promise<number> {
  const before = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  const ended = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const ms = performance.now() - before
  if (ended !== status) throw new Error(`${args.join(' ')} ended with ${ended}, not with ${status}`)
  return ms
}

const base = times.get(BASE) ?? []
console.log(
  `\nNode ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? '?'}, load ${(loadavg()[0] ?? 0).toFixed(1)}, ${rounds} rounds.\n`,
)
console.log(
  table(
    ['command', `/ ${BASE}`, 'ms'],
    [...times].map(([name, ms]) => [
      `\`${name.replace(/ (?=\()/, '` ')}${name.includes('(') ? '' : '`'}`,
      spread(ms.map((one, round) => one / (base[round] ?? one))),
      median(ms).toFixed(0),
    ]),
  ),
)
