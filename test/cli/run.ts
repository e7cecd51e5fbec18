import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const built = fileURLToPath(new URL('../../out/cli', import.meta.url))

export interface Finished {
  status: number | null
  stdout: string
  stderr: string
  /** Every line of stdout as JSON. */
  lines: Record<string, unknown>[]
}

interface RunOptions {
  /** Another build than the usual one. */
  folder?: string
  /** The folder that the command runs in. */
  cwd?: string
  /** The number of file descriptors that the command may have (POSIX). */
  descriptors?: number
  /** Called with all of stderr so far, whenever there is more. */
  onStderr?: (text: string, child: ChildProcess) => void
  onStart?: (child: ChildProcess) => void
}

/** Runs the built command without this process's MEETKEEP_ variables. */
export async function meetkeep(
  args: string[],
  env: Record<string, string> = {},
  onLine: (line: string, child: ChildProcess) => void = () => {},
  { folder = built, cwd, descriptors, onStderr = () => {}, onStart = () => {} }: RunOptions = {},
): Promise<Finished> {
  const command = join(folder, 'index.js')
  if (!existsSync(command)) throw new Error(`${folder} has no command: npm run build:cli comes first`)
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MEETKEEP_')),
  )
  const whole = [process.execPath, command, ...args]
  const [program = '', ...rest] =
    descriptors === undefined ? whole : ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...whole]
  const child = spawn(program, rest, {
    env: { ...clean, LANG: 'C', LC_ALL: '', ...env },
    cwd,
  })
  onStart(child)
  let stdout = ''
  let stderr = ''
  let told = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (let end = stdout.indexOf('\n', told); end >= 0; end = stdout.indexOf('\n', told)) {
      const line = stdout.slice(told, end)
      told = end + 1
      onLine(line, child)
    }
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    onStderr(stderr, child)
  })
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    status,
    stdout,
    stderr,
    get lines() {
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
  }
}

/** A folder for one test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'meetkeep-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
