import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The connection between the app and a local service; it can be cut. */
export interface Line {
  /** The service's address for the app. */
  url: string
  /** From now on nothing answers, as without a network. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

export async function openLine(toPort: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let server: Server
  let port = 0

  const mend = async (): Promise<void> => {
    server = createServer((near) => {
      const far = connect(toPort, '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one)
        one.once('close', () => {
          sockets.delete(one)
          other.destroy()
        })
        one.on('error', () => undefined)
        one.pipe(other)
      }
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const cut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await mend()
  return { url: `http://127.0.0.1:${port}`, cut, mend, close: cut }
}
