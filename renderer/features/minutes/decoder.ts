import { createWorkerDecoder } from './decode-in-worker.ts'

/**
 * The page's shared decoder: its worker starts with the first picture and is terminated when the user leaves
 * the page.
 */
export const decoder = createWorkerDecoder()
