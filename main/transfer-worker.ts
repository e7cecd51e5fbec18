import { parentPort } from 'node:worker_threads'
import { runTransfers } from './run-transfers.ts'

/** Entry of the worker thread that transfers all files. */
if (parentPort === null) throw new Error('transfer-worker runs as a worker thread only')
runTransfers(parentPort)
