import { disksAnswer } from '../main/files/ask-disk.ts'
import { SIGNAL_STATUS } from './exit-status.ts'

/** Time in which a disk that works has answered. */
const ANSWER_MS = 1000

/** Ends the process now, with a status. */
export async function endProcess(status: number): Promise<void> {
  await killIfSilent(status)
  process.exit(status)
}

/**
 * Node exits only once every disk has answered, which some never do: then kills this process, by the signal that the
 * status stands for, else by SIGKILL.
 */
export async function killIfSilent(status: number): Promise<void> {
  if (await disksAnswer(ANSWER_MS)) return
  const [signal = 'SIGKILL'] = (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).filter(
    (one) => SIGNAL_STATUS[one] === status,
  )
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
