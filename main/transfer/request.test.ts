import { once } from 'node:events'
import http from 'node:http'
import { createServer, type AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler, type Scheduler } from '../../test/scheduler.ts'
import { get } from './request.ts'

let gates: Scheduler
let server: ReturnType<typeof createServer>
/** Opened connections, by an agent that returns them when the gate `open` is released. */
let opened: Socket[]

class SlowAgent extends http.Agent {
  override createConnection(
    options: http.ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const socket = new Socket().connect(Number(options.port), '127.0.0.1')
    opened.push(socket)
    const handOver = async (): Promise<void> => {
      await gates.pass('open')
      callback?.(null, socket)
    }
    void handOver()
    return undefined
  }
}

beforeEach(async () => {
  gates = createScheduler()
  opened = []
  server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  for (const socket of opened) socket.destroy()
  server.close()
})

const ask = (signal: AbortSignal, timeoutMs = 60_000) =>
  get(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/film`, headers: {} },
    {},
    { agentFor: () => new SlowAgent(), signal, timeoutMs },
  )

describe('an aborted connection', () => {
  it('rejects at once, and is closed if it opens later', async () => {
    const controller = new AbortController()
    gates.hold('open')
    const answer = ask(controller.signal)
    await gates.reached('open')
    controller.abort(new Error('given up'))
    await expect(answer).rejects.toThrow('given up')
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([false])
    gates.release('open')
    await expect.poll(() => opened[0]?.destroyed).toBe(true)
  })

  it('rejects before it starts too, and is closed', async () => {
    await expect(ask(AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up')
    await expect.poll(() => opened.every(({ destroyed }) => destroyed)).toBe(true)
  })

  it('is closed while waiting for the answer', async () => {
    const controller = new AbortController()
    const connected = once(server, 'connection')
    const answer = ask(controller.signal)
    const [socket] = (await connected) as [Socket]
    await once(socket, 'data')
    controller.abort(new Error('given up'))
    await expect(answer).rejects.toThrow('given up')
    await expect.poll(() => opened[0]?.destroyed).toBe(true)
  })
})

it('reads a head that ends its lines with LF alone from the second attempt on', async () => {
  server.on('connection', (socket: Socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\nContent-Length: 4\n\nfilm'))
  })
  const { signal } = new AbortController()
  await expect(ask(signal)).rejects.toMatchObject({ code: 'HPE_CR_EXPECTED' })
  const answer = await ask(signal)
  expect(answer.head).toMatchObject({ status: 200, contentLength: 4 })
  answer.destroy()
})
