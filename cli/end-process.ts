import { isAnyDiskAsked } from '../main/files/ask-disk.ts'
import { SIGNAL_STATUS } from './exit-status.ts'

/**
 * Ends the process now, with a status. Node exits only once every disk has answered, which some never do: then it ends
 * by the signal that the status stands for, else by SIGKILL.
 */
export function endProcess(status: number): void {
  if (!isAnyDiskAsked()) process.exit(status)
  const [signal = 'SIGKILL'] = (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).filter(
    (one) => SIGNAL_STATUS[one] === status,
  )
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
