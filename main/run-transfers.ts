import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { readErrorPage } from './cloud/service-error.ts'
import { isExpected } from './downloads/find-saved.ts'
import { createDescribedFiles } from './library/described-files.ts'
import { runTransferWorker } from './transfer/worker.ts'

/** Runs the transfers of all files, controlled by messages on the port; injects the parts of other folders into the engine. */
export function runTransfers(port: MessagePort): void {
  const described = createDescribedFiles()
  runTransferWorker(port, {
    readErrorPage,
    describedAt: async (path, source, expected) =>
      (await described.at(path, source)).find((entry) => isExpected(entry, expected)) ?? null,
  })
}

/**
 * Runs the transfers in this thread and returns the port that controls them: for a command, which has no window to keep
 * responsive and would wait for another thread to load the same modules.
 */
export function runTransfersHere(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  runTransfers(port2)
  return port1
}
