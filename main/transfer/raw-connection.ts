import type http from 'node:http'
import { isIP, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { BodySource, BodySink } from './receive.ts'

/**
 * One connection for one answer. node:http reads its head and, where only node:http can tell the end of the body
 * (chunks, an answer without a length), the body as well. A body of a known length is taken off the connection
 * itself: parser and streams would copy it three times, in pieces of 16 KiB, at more CPU than TLS costs
 * (docs/performance.md).
 */
export interface RawConnection {
  /** What node:http writes the request to and reads the answer from. */
  readonly socket: Duplex
  /** From now on nothing more goes to node:http; to be said while it tells of the head. */
  hold(): void
  /** The rest goes to node:http after all. */
  release(): void
  /** The `bytes` of a body: those that node:http has of it already, then the rest of them as they come. */
  body(answer: http.IncomingMessage, bytes: number): BodySource
}

/** Enough for every record of TLS. */
const READ_BYTES = 64 * 1024

/** Opens a connection of its own as the agent does, its certificate rules and proxies included; rejects as it does. */
export function openRawConnection(agent: http.Agent, url: URL): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    let wire: RawConnection | null = null
    const onread = {
      buffer: Buffer.allocUnsafeSlow(READ_BYTES),
      callback: (size: number, buffer: Uint8Array): boolean => arrived(buffer.subarray(0, size)),
    }
    let arrived: (chunk: Uint8Array) => boolean = () => true
    const over = (raw: Duplex): void => {
      const made = wireOver(raw as Socket)
      arrived = made.arrived
      wire ??= made
      resolve(wire)
    }
    // What an agent adds to every connection of its own (node:_http_agent, createSocket); not in Node's types.
    const { options: agentOptions } = agent as http.Agent & { options: object }
    const options = {
      ...agentOptions,
      host,
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      servername: isIP(host) === 0 ? host : '',
      // Of an idle connection, which this one never is.
      timeout: undefined,
      onread,
    }
    const raw = agent.createConnection(options, (error, stream) => {
      if (error !== null) reject(error)
      else if (wire === null) over(stream)
    })
    if (raw !== null && raw !== undefined) over(raw)
  })
}

function wireOver(raw: Socket): RawConnection & { arrived: (chunk: Uint8Array) => boolean } {
  /** Came while nobody could take it: a connection that is told to pause still gives what it has decrypted. */
  let kept: Uint8Array[] = []
  let isHeld = false
  let isWanted = false
  let hasEnded = false
  let failure: Error | null = null
  let taker: BodySink | null = null

  // One chunk at a time, so that whatever node:http has not read yet is in `kept`.
  const socket = new Duplex({
    readableHighWaterMark: 1,
    read: () => {
      isWanted = true
      pump()
    },
    // A connection that is given up, over its certificate for one, fails what is still to be written as well, and since
    // Node 22 says that first (EBADF): why it was given up is what counts.
    write: (chunk: Uint8Array, _encoding, done) =>
      void raw.write(chunk, (error) => done(error == null ? null : (raw.errored ?? error))),
    final: (done) => void raw.end(done),
    destroy: (error, done) => {
      raw.destroy()
      done(error)
    },
  })

  const pump = (): void => {
    if (isHeld || taker !== null) return
    if (kept.length > 0) {
      if (!isWanted) return
      const chunk = Buffer.concat(kept)
      kept = []
      isWanted = false
      socket.push(chunk)
    } else if (hasEnded) socket.push(null)
    else if (raw.destroyed) socket.destroy(failure ?? undefined)
    else if (isWanted) raw.resume()
  }

  raw.on('error', (error) => {
    failure ??= error
  })
  raw.on('end', () => {
    hasEnded = true
    taker?.cut(null)
    pump()
  })
  raw.on('close', () => {
    taker?.cut(failure)
    pump()
  })

  const arrived = (chunk: Uint8Array): boolean => {
    if (taker !== null) {
      taker.bytes(chunk)
      return true
    }
    kept.push(Uint8Array.from(chunk))
    pump()
    // What comes while it is held is little: it is held for as long as one decision takes. To pause it then would
    // lose the end of a connection that another one carries.
    return isHeld || kept.length === 0
  }
  // TLS inside a proxy's tunnel takes no notice of `onread` (node:_tls_wrap, TLSSocket) and brings its bytes this way.
  raw.on('data', (chunk: Uint8Array) => {
    if (!arrived(chunk)) raw.pause()
  })

  return {
    socket,
    arrived,
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      pump()
    },
    body: (answer, bytes) => ({
      start: (to) => {
        let left = bytes
        taker = {
          ...to,
          bytes: (chunk) => {
            const wanted = chunk.byteLength > left ? chunk.subarray(0, left) : chunk
            left -= wanted.byteLength
            if (wanted.byteLength > 0) to.bytes(wanted)
            if (left === 0) to.ended()
          },
        }
        // Nobody listens to it any more; it ends with the connection, as one that was cut.
        answer.on('error', () => undefined)
        if (left === 0) to.ended()
        const parsed = answer.read() as Uint8Array | null
        for (const chunk of [...(parsed === null ? [] : [parsed]), ...kept]) taker.bytes(chunk)
        kept = []
        if (hasEnded || raw.destroyed) taker.cut(failure)
        else raw.resume()
      },
      pause: () => void raw.pause(),
      resume: () => void raw.resume(),
      destroy: () => void socket.destroy(),
    }),
  }
}
