import { parentPort } from 'node:worker_threads'
import { readErrorPage } from './cloud/service-error.ts'
import { runTransferWorker } from './transfer/worker.ts'

/** Entry of the worker thread that transfers all files; injects the cloud-specific parts into the engine. */
if (parentPort === null) throw new Error('transfer-worker runs as a worker thread only')
runTransferWorker(parentPort, readErrorPage)
