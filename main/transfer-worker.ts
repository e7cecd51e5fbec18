import { parentPort } from 'node:worker_threads'
import { readErrorPage } from './cloud/service-error.ts'
import { runTransferWorker } from './transfer/worker.ts'

/** Entry of the worker thread in which the bytes of all files move; it hands the engine what it knows of the cloud. */
if (parentPort === null) throw new Error('transfer-worker runs as a worker thread only')
runTransferWorker(parentPort, readErrorPage)
