import { createHash } from 'node:crypto'
import { lstat, readdir, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isRunning, whoAmI } from './lock-holder.ts'

/** In ms. What nothing has written to for this long has no writer, on whichever machine. */
const STALE_AFTER = 24 * 60 * 60 * 1000

/** Files that this process is writing. */
const open = new Set<string>()
let writes = 0

/** Who writes the file of a name: a machine (until its next boot) and a process of it. */
export interface Writer {
  machine: string
  pid: number
}

/**
 * A path beside `target`, of this call alone, to write it before its rename to there: `<target>.<machine>-<process>-<number>.part`.
 * `end` must be called when the file has another name or is removed.
 */
export async function freshPart(target: string): Promise<{ path: string; end: () => void }> {
  const { machine, pid } = await me()
  const path = `${target}.${machine}-${pid}-${(writes += 1)}.part`
  open.add(path)
  return { path, end: () => open.delete(path) }
}

/** The writer of a file that {@link freshPart} named for `target` (a name without folders); null: another file. */
export function writerOf(name: string, target: string): Writer | null {
  if (!name.startsWith(`${target}.`)) return null
  const [, machine, pid] =
    /^([0-9a-f]{8})-(\d{1,10})-\d{1,10}\.part$/.exec(name.slice(target.length + 1)) ?? []
  return machine === undefined ? null : { machine, pid: Number(pid) }
}

/** Whether the writer of a file, which is not this call, is gone. `unwrittenFor`: in ms, since the last write. */
export function isStale(
  writer: Writer,
  { mine, isOpen, unwrittenFor }: { mine: Writer; isOpen: boolean; unwrittenFor: number },
  isAlive: (pid: number) => boolean = isRunning,
): boolean {
  if (isOpen) return false
  if (unwrittenFor > STALE_AFTER) return true
  if (writer.machine !== mine.machine) return false
  return writer.pid === mine.pid || !isAlive(writer.pid)
}

/** Removes what killed processes have left of writing `target`. Never rejects: what stays is harmless. */
export async function removeStaleParts(target: string): Promise<void> {
  const folder = dirname(target)
  try {
    const mine = await me()
    for (const name of await readdir(folder)) {
      const writer = writerOf(name, basename(target))
      if (writer === null) continue
      const path = join(folder, name)
      const found = await lstat(path)
      const unwrittenFor = Date.now() - found.mtimeMs
      if (found.isFile() && isStale(writer, { mine, isOpen: open.has(path), unwrittenFor }))
        await unlink(path)
    }
  } catch {
    // The next write of this target removes them.
  }
}

async function me(): Promise<Writer> {
  const { machine, pid } = await whoAmI()
  return { machine: createHash('sha256').update(machine).digest('hex').slice(0, 8), pid }
}
