import type http from 'node:http'
import { isIP, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { BodySource, BodySink } from './receive.ts'

/**
 * One connection for one answer. node:http parses the head and, where only it can detect the end of the body
 * (chunked, or no length), the body as well. A body of known length is read directly from the connection:
 * parser and streams would copy it three times, in pieces of 16 KiB, using more CPU than TLS does
 * (docs/performance.md).
 */
export interface RawConnection {
  /** The socket node:http writes the request to and reads the answer from. */
  readonly socket: Duplex
  /** Stops passing bytes to node:http; call it while handling the head. */
  hold(): void
  /** Passes the remaining bytes to node:http after all. */
  release(): void
  /** A body of `bytes` length: first what node:http has already read of it, then the rest as it arrives. */
  body(answer: http.IncomingMessage, bytes: number): BodySource
}

/** Fits any TLS record. */
const READ_BYTES = 64 * 1024

/**
 * Opens a new connection through the agent, with its certificate rules and proxies; rejects as the agent
 * does.
 */
export function openRawConnection(agent: http.Agent, url: URL): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    let wire: RawConnection | null = null
    const own = Buffer.allocUnsafeSlow(READ_BYTES)
    // Records of TLS go directly to where they are written from; a plain connection reads more at once.
    const onread = {
      buffer: url.protocol === 'https:' ? (): Uint8Array => room() ?? own : own,
      callback: (size: number, buffer: Uint8Array): boolean =>
        arrived(size === buffer.byteLength ? buffer : buffer.subarray(0, size)),
    }
    let arrived: (chunk: Uint8Array) => boolean = () => true
    let room: () => Uint8Array | undefined = () => undefined
    const over = (raw: Duplex): void => {
      const made = connectionOver(raw as Socket)
      arrived = made.arrived
      room = made.room
      wire ??= made
      resolve(wire)
    }
    // The options an agent adds to every connection it opens (node:_http_agent, createSocket); not in Node's
    // types.
    const { options: agentOptions } = agent as http.Agent & { options: object }
    const options = {
      ...agentOptions,
      host,
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      servername: isIP(host) === 0 ? host : '',
      // The agent's timeout is for idle connections, and this one is never idle.
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

function connectionOver(raw: Socket): RawConnection & {
  arrived: (chunk: Uint8Array) => boolean
  room: () => Uint8Array | undefined
} {
  /** Bytes that arrived without a reader: a paused connection still emits what it has already decrypted. */
  let kept: Uint8Array[] = []
  let isHeld = false
  let isWanted = false
  let hasEnded = false
  let failure: Error | null = null
  let taker: BodySink | null = null

  // One chunk at a time, so that all bytes not yet read by node:http are in `kept`.
  const socket = new Duplex({
    readableHighWaterMark: 1,
    read: () => {
      isWanted = true
      pump()
    },
    // When a connection is destroyed (over its certificate, say), pending writes fail too, and since Node 22
    // that error comes first (EBADF): the reason for destroying it is the one to report.
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
    // Also after an error, such as a TLS alert: that is the reason to report.
    hasEnded = failure === null
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
    // Little arrives while held: that lasts for one decision only. Pausing then would lose the end of a
    // connection tunnelled through another one.
    return isHeld || kept.length === 0
  }
  // TLS inside a proxy's tunnel ignores `onread` (node:_tls_wrap, TLSSocket) and emits its bytes as 'data'.
  raw.on('data', (chunk: Uint8Array) => {
    if (!arrived(chunk)) raw.pause()
  })

  return {
    socket,
    arrived,
    room: () => taker?.room?.(),
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
        // The message is no longer read; when the connection closes, it reports an aborted answer.
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
