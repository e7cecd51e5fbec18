import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Interval at which a running program's peak is sampled: it only grows, so only the last moments can be
 * missed.
 */
const PEAK_EVERY_MS = 20
/** Unit of the times in /proc: Linux has always reported 100 ticks a second to programs. */
const MS_PER_TICK = 10

export interface Measured {
  wallMs: number
  /** User and system time of all its threads. */
  cpuMs: number
  peakMiB: number
  stdout: string
}

/**
 * Runs a program to completion; rejects unless it succeeds. One at a time: the CPU time is that of all
 * children that exit meanwhile.
 */
export async function measured(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Measured> {
  const cpuBefore = cpuOfEndedChildrenMs()
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let peak = 0
  const reading = setInterval(() => {
    peak = Math.max(peak, peakMiB(child.pid ?? 'none'))
  }, PEAK_EVERY_MS)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  try {
    const code = await ended(child)
    const wallMs = performance.now() - startedAt
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${output.stderr || output.stdout}`)
    if (output.stderr !== '') console.error(output.stderr.trimEnd())
    return { wallMs, cpuMs: cpuOfEndedChildrenMs() - cpuBefore, peakMiB: peak, stdout: output.stdout }
  } finally {
    clearInterval(reading)
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}

/** The peak memory of a process, MiB; 0 if it has exited. VmHWM of proc(5). */
export function peakMiB(pid: number | string): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(peak ?? 0) / 1024
  } catch {
    return 0
  }
}

/** cutime and cstime of proc(5), counting the fields after the program's name from state, field 3. */
function cpuOfEndedChildrenMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK
}

/** The name and version that a program prints, nothing else; null if it is not installed. */
export function versionOf(command: string, flag: string): string | null {
  try {
    // nginx prints it on stderr.
    const shell = execFileSync('sh', ['-c', '"$0" "$1" 2>&1', command, flag], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /^.*?\d+(\.\d+)+/.exec(shell.toString())?.[0] ?? null
  } catch {
    return null
  }
}
