import { describe, expect, it } from 'vitest'
import { createWorkerDecoder } from './decode-in-worker.ts'
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts'

/** A worker controlled by the test: it records requests and answers on demand. */
function fakeWorkers() {
  const started: FakeWorker[] = []
  class FakeWorker extends EventTarget {
    readonly requests: DecodeRequest[] = []
    isEnded = false
    postMessage(request: DecodeRequest, transfer: Transferable[]): void {
      this.requests.push(structuredClone(request, { transfer }))
    }
    terminate(): void {
      this.isEnded = true
    }
    answer(data: DecodeAnswer): void {
      this.dispatchEvent(new MessageEvent('message', { data }))
    }
    crash(message: string): void {
      this.dispatchEvent(Object.assign(new Event('error'), { message }))
    }
  }
  const start = (): Worker => {
    const worker = new FakeWorker()
    started.push(worker)
    return worker as unknown as Worker
  }
  return { started, start }
}

const picture = () => ({ data: new Uint8ClampedArray(16), width: 2, height: 2 })
const code = (text: string) => {
  const corner = { x: 0, y: 0 }
  return {
    text,
    corners: [corner, corner, corner, corner] as [typeof corner, typeof corner, typeof corner, typeof corner],
  }
}

describe('createWorkerDecoder', () => {
  it('starts one worker with the first picture, transfers the pixels, matches answers to requests', async () => {
    const { started, start } = fakeWorkers()
    const decoder = createWorkerDecoder(start)
    expect(started).toHaveLength(0)
    const pixels = picture()
    const still = decoder.decode(pixels)
    const frame = decoder.lookAtFrame(picture(), 7)
    expect(pixels.data).toHaveLength(0)
    expect(started).toHaveLength(1)
    const [first, second] = started[0]?.requests ?? []
    expect([first?.frame, second?.frame, first?.pixels.data.length]).toEqual([null, 7, 16])
    started[0]?.answer({ id: second?.id ?? 0, ok: true, codes: [code('frame')], hasWebAssembly: true })
    started[0]?.answer({ id: first?.id ?? 0, ok: true, codes: [code('still')], hasWebAssembly: true })
    expect((await still)[0]?.text).toBe('still')
    expect((await frame)[0]?.text).toBe('frame')
  })

  it('passes a refusal on with its code', async () => {
    const { started, start } = fakeWorkers()
    const result = createWorkerDecoder(start).decode(picture())
    started[0]?.answer({
      id: started[0].requests[0]?.id ?? 0,
      ok: false,
      failure: { code: 'PICTURE_UNREADABLE', params: { reason: 'too-large' } },
    })
    await expect(result).rejects.toMatchObject({
      failure: { code: 'PICTURE_UNREADABLE', params: { reason: 'too-large' } },
    })
  })

  it('rejects the requests of a crashed worker, and starts a new one with the next picture', async () => {
    const { started, start } = fakeWorkers()
    const decoder = createWorkerDecoder(start)
    const lost = decoder.decode(picture())
    started[0]?.crash('out of memory')
    await expect(lost).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(started[0]?.isEnded).toBe(true)
    const again = decoder.decode(picture())
    expect(started).toHaveLength(2)
    started[0]?.crash('a late word of the first one')
    started[1]?.answer({ id: started[1].requests[0]?.id ?? 0, ok: true, codes: [], hasWebAssembly: true })
    await expect(again).resolves.toEqual([])
  })

  it('close() cancels pending requests; a later picture starts a new worker', async () => {
    const { started, start } = fakeWorkers()
    const decoder = createWorkerDecoder(start)
    const cancelled = decoder.decode(picture())
    decoder.close()
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    const next = decoder.decode(picture())
    started[1]?.answer({
      id: started[1].requests[0]?.id ?? 0,
      ok: true,
      codes: [code('x')],
      hasWebAssembly: true,
    })
    expect(await next).toHaveLength(1)
  })
})
