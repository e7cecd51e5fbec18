import { basename } from 'node:path'
import { fstatSync, readSync } from 'node:fs'
import { SIGNAL_STATUS } from './exit-status.ts'

/**
 * Requests an orderly stop of a command: by a signal, or because stdout cannot be written any more. Aborting it with
 * an exit status is the first request; later ones change nothing.
 *
 * The first signal stops in order, the second exits at once. [Note: nohup] Node resets the ignored SIGHUP that
 * `nohup` sets up (PlatformInit in its src/node.cc), so a start by nohup is detected, and SIGHUP ignored again.
 *
 * [Note: repeated signals] Packages that clean up at the end (when-exit of atomically, cli-progress) listen too, and
 * send the signal again, which would count as the second one: their listeners are removed.
 */
export function watchSignals(stop: AbortController): void {
  const own = new Set<unknown>()
  process.on('newListener', (event: string, listener: () => void) => {
    if (!Object.hasOwn(SIGNAL_STATUS, event) || own.has(listener)) return
    setImmediate(() => process.off(event, listener))
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const status = SIGNAL_STATUS[signal]
    const isIgnored = signal === 'SIGHUP' && isStartedByNohup(process.env)
    const listener = (): void => {
      if (isIgnored) return
      if (stop.signal.aborted) process.exit(status)
      stop.abort(status)
    }
    own.add(listener)
    process.on(signal, listener)
  }
}

/**
 * nohup leaves two traces: the shell's `_` variable, the path of the program it started, and a stdin that can only be
 * written, where it was a terminal (POSIX: nohup, GNU coreutils).
 */
export function isStartedByNohup(
  env: NodeJS.ProcessEnv,
  isStdinWriteOnly: () => boolean = isWriteOnly,
): boolean {
  return basename(env['_'] ?? '') === 'nohup' || isStdinWriteOnly()
}

/** Only a character device is read: a read from anything else could take data, or wait. */
function isWriteOnly(): boolean {
  try {
    if (!fstatSync(0).isCharacterDevice() || process.stdin.isTTY) return false
    readSync(0, Buffer.alloc(1))
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EBADF'
  }
}
