import { readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { threadId } from 'node:worker_threads'
import { z } from 'zod'
import { readPlainText } from './open-file.ts'

/** The contents of a lock file: who has the lock. The same length for each beat, so that it can be overwritten. */
export const lockRecordSchema = z.object({
  version: z.literal(1),
  /** Of this acquisition. */
  id: z.string(),
  /** Within which process ids have a meaning: one boot of one machine, and its process namespace. */
  machine: z.string(),
  host: z.string(),
  pid: z.number().int().positive(),
  thread: z.number().int(),
  /** When the process began, in the system's own unit; '' if it does not say. */
  started: z.string(),
  /** Rises while the lock is held. */
  beat: z.string(),
})
export type LockRecord = z.infer<typeof lockRecordSchema>

/** This thread, as far as another process can know it. */
export type Myself = Pick<LockRecord, 'machine' | 'host' | 'pid' | 'thread' | 'started'>

/**
 * Whether the holder of a lock still exists. `unknown`: it is elsewhere (another machine or container), or
 * another process may have its id now.
 */
export function judgeHolder(
  holder: LockRecord,
  me: Myself,
  facts: {
    /** Ids of the locks that this thread has. */
    mine: ReadonlySet<string>
    isRunning: (pid: number) => boolean
    /** Start of another process; '' if unknown. */
    started: string
  },
): 'exists' | 'gone' | 'unknown' {
  if (facts.mine.has(holder.id)) return 'exists'
  if (holder.machine !== me.machine) return 'unknown'
  const isMe = holder.pid === me.pid
  if (!isMe && !facts.isRunning(holder.pid)) return 'gone'
  const started = isMe ? me.started : facts.started
  if (holder.started !== '' && started !== '') {
    if (holder.started !== started) return 'gone'
    // Of this thread, but released without its file having been removed.
    return isMe && holder.thread === me.thread ? 'gone' : 'exists'
  }
  return isMe && holder.thread === me.thread ? 'gone' : 'unknown'
}

/** Whether a process with this id exists here, also one of another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

let myself: Promise<Myself> | null = null
export function whoAmI(): Promise<Myself> {
  myself ??= findMyself()
  return myself
}

async function findMyself(): Promise<Myself> {
  const [boot, namespace, started] = await Promise.all([
    readPlainText('/proc/sys/kernel/random/boot_id', 100).catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
    startOf(process.pid),
  ])
  // Without /proc (macOS, Windows) a host has one set of process ids.
  const machine = boot === '' ? hostname() : `${boot.trim()} ${namespace}`
  return { machine, host: hostname(), pid: process.pid, thread: threadId, started }
}

/** Linux: clock ticks since boot (proc_pid_stat(5), field 22). '' elsewhere. */
export async function startOf(pid: number): Promise<string> {
  try {
    // In a process namespace of its own without its own /proc, the numbers there are of other processes.
    if ((await readlink('/proc/self')) !== String(process.pid)) return ''
    const stat = await readPlainText(`/proc/${pid}/stat`, 4096)
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
