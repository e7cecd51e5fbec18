import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ACCESS_TOKEN, type SoakService } from './service.ts'

const command = fileURLToPath(new URL('../../out/cli/index.js', import.meta.url))

/**
 * When to kill: a time after the start, after so many bytes were sent, or a time after a response was
 * complete.
 */
export type Moment =
  | { after: 'time'; ms: number }
  | { after: 'bytes'; bytes: number }
  | { after: 'end'; ms: number }

/**
 * A third of each kind: at any time, including the start; during the body; around the end of a file, when it
 * is renamed.
 */
export function randomMoment(random: () => number): Moment {
  const kind = random()
  const within = random()
  if (kind < 1 / 3) return { after: 'time', ms: Math.floor(within * 2500) }
  if (kind < 2 / 3) return { after: 'bytes', bytes: Math.floor(within * 12_000_000) }
  return { after: 'end', ms: Math.floor(within * within * 300) }
}

export interface KilledRun {
  /** false: it exited before the moment came. */
  wasKilled: boolean
  status: number | null
  /** Every complete line of stdout as JSON. */
  events: Record<string, unknown>[]
  stderr: string
}

/** Runs the built command on every file of the service; SIGKILL at the moment, if given. */
export async function download(
  service: SoakService,
  folder: string,
  home: string,
  moment: Moment | null,
): Promise<KilledRun> {
  if (!existsSync(command)) throw new Error('out/cli is missing: npm run build:cli comes first')
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('MEETKEEP_'))
  const more = ['--parallel', '4', '--retry-wait', '0.1', '--json']
  const child = spawn(
    process.execPath,
    [command, 'recordings', 'download', ...service.confUUIDs, '--to', folder, ...more],
    {
      env: {
        ...Object.fromEntries(own),
        LANG: 'C',
        MEETKEEP_SITE: service.url,
        MEETKEEP_ACCESS_TOKEN: ACCESS_TOKEN,
        MEETKEEP_HOME: home,
      },
    },
  )
  let wasKilled = false
  let timer: NodeJS.Timeout | undefined
  const kill = (): void => {
    wasKilled = child.exitCode === null && child.kill('SIGKILL')
  }
  const killIn = (ms: number): void => {
    timer ??= setTimeout(kill, ms)
  }
  if (moment?.after === 'time') killIn(moment.ms)
  const before = service.sent()
  service.onSent = (_, isEnd) => {
    if (moment?.after === 'bytes' && service.sent() - before >= moment.bytes) killIn(0)
    if (moment?.after === 'end' && isEnd) killIn(moment.ms)
  }
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  service.onSent = () => undefined
  const events = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { wasKilled: wasKilled && status === null, status, events, stderr }
}
