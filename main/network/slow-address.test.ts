import { spawn } from 'node:child_process'
import dns from 'node:dns'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { expect, test, vi } from 'vitest'
import { createNetwork } from './network.ts'

const SERVER = `
  const server = require('node:http').createServer((_, answer) => answer.end('hello'))
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port))`

/**
 * A server whose queue of connections is full and which is stopped: Linux drops the next SYN, and the client sends it
 * again after a second. So a connection takes that long, without a slow network.
 */
test.runIf(process.platform === 'linux')(
  'a host is reached that takes a second to connect and has an unreachable IPv6 address',
  async () => {
    const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
    const fillers: net.Socket[] = []
    const lookup = vi.spyOn(dns, 'lookup')
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer]
      const port = Number(String(line))
      server.kill('SIGSTOP')
      for (let n = 0; n < 2; n += 1) {
        const filler = net.connect(port, '127.0.0.1').on('error', () => undefined)
        fillers.push(filler)
        await once(filler, 'connect')
      }
      lookup.mockImplementation(((_name: string, _options: object, done: (...found: unknown[]) => void) =>
        setImmediate(() =>
          done(null, [
            { address: '127.0.0.1', family: 4 },
            { address: '::1', family: 6 },
          ]),
        )) as unknown as typeof dns.lookup)

      const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
      const url = new URL(`http://slow.example:${port}/`)
      const request = http.get(url, { agent: network.agentFor(url) })
      request.once('socket', (socket) =>
        socket.once('connectionAttempt', () => setImmediate(() => server.kill('SIGCONT'))),
      )
      const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
      expect((await answer.toArray()).join('')).toBe('hello')
    } finally {
      lookup.mockRestore()
      for (const filler of fillers) filler.destroy()
      server.kill('SIGKILL')
    }
  },
)
