import { setTimeout as wait } from 'node:timers/promises'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { answer, type Behaviour, cutAfter, good } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OVERLAP } from './one-file.ts'

const at = oneFile()

describe('complete bodies', () => {
  it('chunked', async () => {
    await at.savesWhole([
      ({ response, file }) => void response.writeHead(200, { 'Content-Type': 'video/mp4' }).end(file),
    ])
  })

  it('without any length, if the structure shows a complete file', async () => {
    await at.savesWhole([cutAfter(Infinity, { noLength: true })])
  })

  it('chunked with a trailer and Connection: close, read slowly', async () => {
    const whole: Behaviour = ({ response, file }) => {
      response.writeHead(200, { 'Content-Type': 'video/mp4', Connection: 'close', Trailer: 'X-Sum' })
      for (let from = 0; from < file.length; from += 50_000)
        response.write(file.subarray(from, from + 50_000))
      response.addTrailers({ 'X-Sum': '1' })
      response.end()
    }
    // Every batch is slow: the server finishes long before its last bytes are read.
    const slowly = { pay: () => wait(20), batchBytes: () => 16_384 }
    const { setbacks } = await at.savesWhole([whole], FILE, { deps: { throttle: slowly } })
    expect(setbacks).toEqual([])
  })

  it('a chunked body cut within its last chunk is a cut', async () => {
    const cut: Behaviour = ({ socket, file }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nTransfer-Encoding: chunked\r\n\r\n')
      socket.write(`${file.length.toString(16)}\r\n`)
      socket.write(file)
      // All bytes, but not the empty chunk that ends the body.
      socket.end('\r\n')
    }
    const { setbacks } = await at.savesWhole([cut, good()])
    expect(setbacks.map(({ code }) => code)).toEqual(['OFFLINE'])
  })

  it('unrequested gzip, decoded from byte 0', async () => {
    const gzip: Behaviour = ({ response, file }) => {
      const body = gzipSync(file)
      response.writeHead(200, {
        'Content-Type': 'video/mp4',
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
      })
      response.end(body)
    }
    await at.savesWhole([gzip])
  })

  it('gzip that was cut starts at 0', async () => {
    const cutGzip: Behaviour = ({ response, socket, file }) => {
      const body = gzipSync(file)
      response.writeHead(200, {
        'Content-Type': 'video/mp4',
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
      })
      response.write(body.subarray(0, body.length / 2), () => setTimeout(() => socket.destroy(), 30))
    }
    await at.savesWhole([cutGzip, good()])
    expect(at.server.ranges).toEqual([null, null])
  })

  it('gzip on a resume is never appended: the whole file is requested and decoded', async () => {
    const gzip: Behaviour = ({ response, file, from }) => {
      const body = gzipSync(file.subarray(from ?? 0))
      response.writeHead(from === null ? 200 : 206, {
        'Content-Type': 'video/mp4',
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
        ...(from === null ? {} : { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }),
      })
      response.end(body)
    }
    await at.savesWhole([firstHalf, gzip])
    expect(at.server.ranges).toEqual([null, `bytes=${HALF - OVERLAP}-`, null])
  })

  it.each([
    ['gzip', 'gzip'],
    ['deflate', 'deflate'],
    ['Brotli', 'br'],
    ['an unknown encoding', 'aws-chunked'],
    ['several encodings', 'gzip, br'],
    ['identity in a list', 'identity, identity'],
  ])('a film that is not encoded, though its head names %s', async (_, encoding) => {
    const plain: Behaviour = ({ response, file }) =>
      void response.writeHead(200, { 'Content-Encoding': encoding, 'Content-Length': file.length }).end(file)
    await at.savesWhole([plain])
  })

  it.each([
    ['with the header of zlib', deflateSync],
    ['without the header of zlib', deflateRawSync],
  ])('deflate %s', async (_, encode) => {
    const encoded: Behaviour = ({ response, file }) =>
      void response.writeHead(200, { 'Content-Encoding': 'deflate' }).end(encode(file))
    await at.savesWhole([encoded])
  })

  it('an unknown encoding is refused with its name', async () => {
    const zstd = answer(200, { 'Content-Type': 'video/mp4', 'Content-Encoding': 'zstd' }, () => 'xxxx')
    await at.failsWith('BAD_ANSWER', [firstHalf, zstd])
  })

  it.each([
    ['gzip', Buffer.concat([gzipSync(FILE).subarray(0, 100_000), Buffer.alloc(100_000, 0xff)])],
    ['br', Buffer.alloc(100_000, 0xff)],
  ])('invalid %s is reported, and discarded', async (encoding, body) => {
    const damaged: Behaviour = ({ response }) =>
      void response.writeHead(200, { 'Content-Encoding': encoding }).end(body)
    const { outcome } = await at.failsWith('BAD_ANSWER', [damaged])
    expect(outcome).toMatchObject({ failure: { detail: expect.stringContaining('Content-Encoding') } })
  })

  it('a text under the name of gzip is no recording', async () => {
    const none = answer(200, { 'Content-Type': 'video/mp4', 'Content-Encoding': 'gzip' }, () => 'not gzip')
    await at.failsWith('NOT_A_RECORDING', [none])
  })
})

describe('more bytes than announced', () => {
  it('more than Content-Length breaks the connection after the right bytes', async () => {
    const more: Behaviour = ({ socket, file }) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: ${file.length}\r\n\r\n`)
      socket.end(Buffer.concat([file, Buffer.alloc(5000, 7)]))
    }
    await at.savesWhole([more])
  })

  it('Content-Length together with chunks is refused', async () => {
    const both: Behaviour = ({ socket, file }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nTransfer-Encoding: chunked\r\n')
      socket.write(`Content-Length: 1000\r\n\r\n${file.length.toString(16)}\r\n`)
      socket.write(file)
      socket.end('\r\n0\r\n\r\n')
    }
    await at.failsWith('BAD_ANSWER', [both])
  })
})
