import { AppError, fromFailure } from '../../../contract/errors.ts'
import type { Code, Pixels } from '../../../qr/decode.ts'
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts'

export interface WorkerDecoder {
  /**
   * Every code of a still picture. The pixels are transferred: the caller's array is empty afterwards.
   * Rejects with AppError PICTURE_UNREADABLE, INTERNAL when the worker crashed, CANCELLED after close().
   */
  decode(pixels: Pixels): Promise<Code[]>
  /** The same for the n-th frame of a camera, in one quick pass. */
  lookAtFrame(frame: Pixels, n: number): Promise<Code[]>
  /** Terminates the worker; a later call starts a new one. */
  close(): void
}

/** Decodes in one worker, started with the first picture and restarted after a crash. */
export function createWorkerDecoder(start: () => Worker = startWorker): WorkerDecoder {
  const waiting = new Map<number, { resolve: (codes: Code[]) => void; reject: (error: AppError) => void }>()
  let worker: Worker | undefined
  let lastId = 0

  function end(error: AppError): void {
    worker?.terminate()
    worker = undefined
    const left = [...waiting.values()]
    waiting.clear()
    for (const { reject } of left) reject(error)
  }

  function running(): Worker {
    if (worker !== undefined) return worker
    const started = start()
    started.addEventListener('message', (event: MessageEvent<DecodeAnswer>) => {
      const answer = event.data
      const waits = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.ok) waits?.resolve(answer.codes)
      else waits?.reject(fromFailure(answer.failure))
    })
    started.addEventListener('error', (event) => {
      if (worker === started) end(new AppError('INTERNAL', { detail: `decoding worker: ${event.message}` }))
    })
    worker = started
    return started
  }

  function ask(pixels: Pixels, frame: number | null): Promise<Code[]> {
    const id = (lastId += 1)
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      running().postMessage({ id, pixels, frame } satisfies DecodeRequest, [pixels.data.buffer])
    })
  }

  return {
    decode: (pixels) => ask(pixels, null),
    lookAtFrame: ask,
    close() {
      end(new AppError('CANCELLED'))
    },
  }
}

/** The worker itself, for the self-test, which inspects its messages. */
export function startWorker(): Worker {
  return new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' })
}
