import { SIGNAL_STATUS } from './exit-status.ts'

/** Time in which a disk that works has answered. */
const ANSWER_MS = 1000

/** Resolves to whether no question to a disk is waiting for its answer, after at most this time in ms. */
type DisksAnswer = (ms: number) => Promise<boolean>

/** Until it is told, no disk has been asked. */
let disksAnswer: DisksAnswer = async () => true

/** Called by what asks disks: loading that here would slow down the start of every command. */
export function waitForDisks(answer: DisksAnswer): void {
  disksAnswer = answer
}

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
