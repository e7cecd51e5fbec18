import { parentPort } from 'node:worker_threads'
import { readErrorPage } from './cloud/service-error.ts'
import { isExpected } from './downloads/find-saved.ts'
import { createDescribedFiles } from './library/described-files.ts'
import { runTransferWorker } from './transfer/worker.ts'

/** Entry of the worker thread that transfers all files; injects the parts of other folders into the engine. */
if (parentPort === null) throw new Error('transfer-worker runs as a worker thread only')
const described = createDescribedFiles()
runTransferWorker(parentPort, {
  readErrorPage,
  describedAt: async (path, source, expected) =>
    (await described.at(path, source)).find((entry) => isExpected(entry, expected)) ?? null,
})
