import { basename } from 'node:path'
import { fstatSync, readSync } from 'node:fs'
import { endProcess } from './end-process.ts'
import { SIGNAL_STATUS } from './exit-status.ts'

let onHangUp: (() => void) | null = null

/**
 * From now on SIGHUP calls this in place of a stop, as with other programs that read their configuration again. On
 * Windows it means that the console is closed, and stays a stop.
 */
export function takeHangUp(listener: () => void): void {
  if (process.platform !== 'win32') onHangUp = listener
}

/**
 * Requests an orderly stop of a command: by a signal, or because stdout cannot be written any more. Aborting it with
 * an exit status is the first request; later ones change nothing.
 *
 * The first signal stops in order, the second exits at once. [Note: nohup] Node resets the ignored SIGHUP that
 * `nohup` sets up (PlatformInit in its src/node.cc), so a start by nohup is detected, and SIGHUP ignored again.
 *
 * Call it before other modules are loaded: listeners that they add later are removed. [Note: when-exit] That package,
 * which atomically loads, sends each signal to the process again, which would count as the second one.
 */
export function watchSignals(stop: AbortController): void {
  const own = new Map<string, () => void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const status = SIGNAL_STATUS[signal]
    const isIgnored = signal === 'SIGHUP' && isStartedByNohup(process.env)
    const listener = (): void => {
      if (signal === 'SIGHUP' && onHangUp !== null) return onHangUp()
      if (isIgnored) return
      if (stop.signal.aborted) return void endProcess(status)
      stop.abort(status)
    }
    own.set(signal, listener)
    process.on(signal, listener)
  }
  process.on('newListener', (name: string, listener: () => void) => {
    if (own.has(name) && own.get(name) !== listener)
      queueMicrotask(() => process.removeListener(name, listener))
  })
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
