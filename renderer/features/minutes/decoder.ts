import { createWorkerDecoder } from './decode-in-worker.ts'

/** The page's one decoder: its worker starts with the first picture and ends when the page is left. */
export const decoder = createWorkerDecoder()
