import { Socket } from 'node:net'
import { onTestFinished, vi } from 'vitest'

/** Lets the next connections of this process fail as they do when no file descriptor is left, until the test ends. */
export function takeDescriptors(code: 'EMFILE' | 'ENFILE', connections: number): void {
  const connect = vi.spyOn(Socket.prototype, 'connect')
  onTestFinished(() => connect.mockRestore())
  for (let n = 0; n < connections; n += 1)
    connect.mockImplementationOnce(function (this: Socket) {
      const error = Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' })
      Object.assign(this, { connecting: true })
      setImmediate(() => this.destroy(error))
      return this
    })
}
