import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { readErrorPage } from '../../main/cloud/service-error.ts'
import {
  answer,
  type Behaviour,
  changed,
  cutAfter,
  type Exchange,
  good,
  partial,
} from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OTHER, OVERLAP } from './one-file.ts'

const at = oneFile()
const RESUMED = `bytes=${HALF - OVERLAP}-`

/** A 200 for any request, cut after so many bytes. */
const ignoresRange =
  (bytes: number, headers: Record<string, string> = {}): Behaviour =>
  ({ response, socket, file, etag }) => {
    response.writeHead(200, { 'Content-Length': file.length, ETag: etag, ...headers })
    response.write(file.subarray(0, bytes), () => setTimeout(() => socket.destroy(), 30))
  }

describe('a 200 of the same total', () => {
  it.each([
    ['the same ETag', {}],
    ['another ETag', { ETag: '"of another node"' }],
    ['no type', { 'Content-Type': '' }],
  ])('with %s costs nothing when it is cut early', async (_, headers) => {
    await at.savesWhole([firstHalf, ignoresRange(10_000, headers), good()])
    expect(at.server.ranges).toEqual([null, RESUMED, RESUMED])
  })

  it('brings the bytes after those on disk', async () => {
    const progress: number[] = []
    const deps = { onProgress: (received: number) => void progress.push(received) }
    await at.savesWhole([firstHalf, ignoresRange(500_000), good()], FILE, { deps })
    expect(at.server.ranges).toEqual([null, RESUMED, `bytes=${500_000 - OVERLAP}-`])
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  it('of another file replaces the bytes from the first difference on', async () => {
    const other = Buffer.concat([FILE.subarray(0, 200_000), OTHER.subarray(200_000)])
    const script = [firstHalf, changed(other, ignoresRange(300_000), () => at.server), good()]
    await at.savesWhole(script, other, { first: FILE })
    expect(at.server.ranges).toEqual([null, RESUMED, `bytes=${300_000 - OVERLAP}-`])
  })

  it('keeps the bytes on disk beside an encoded body that is cut', async () => {
    const cutGzip: Behaviour = ({ response, socket, file }) => {
      const packed = gzipSync(file)
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.length })
      response.write(packed.subarray(0, packed.length - 50_000), () => setTimeout(() => socket.destroy(), 30))
    }
    await at.savesWhole([firstHalf, cutGzip, good()])
    expect(at.server.ranges).toEqual([null, RESUMED, RESUMED])
  })
})

it.each(['text/html', 'application/json', 'text/plain; charset=utf-8'])(
  'the bytes decide, though the type is %s',
  async (type) => {
    const typed = ({ response, file, from, etag }: Exchange): void => {
      const start = from ?? 0
      const range = { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }
      const headers = { 'Content-Type': type, 'Content-Length': file.length - start, ETag: etag }
      response.writeHead(from === null ? 200 : 206, { ...headers, ...(from === null ? {} : range) })
      response.end(file.subarray(start))
    }
    await at.savesWhole([typed])
    expect(at.server.linksGiven()).toBe(1)
    await at.serve(FILE, [firstHalf, typed])
    await at.run({ job: { finalPath: `${at.path.slice(0, -4)}2.mp4` } })
    expect(at.server.ranges).toEqual([null, RESUMED])
  },
)

it('an ETag that loses its weak mark is the same one', async () => {
  const weak: Behaviour = (exchange) => cutAfter(HALF)({ ...exchange, etag: `W/${exchange.etag}` })
  await at.savesWhole([weak, good()])
  expect(at.server.ranges).toEqual([null, RESUMED])
})

describe('why a link was refused', () => {
  const deps = { readError: readErrorPage }
  const json = JSON.stringify({ error_code: 'X.1', error_msg: 'expired', request_id: 'r-1' })
  const xml =
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>0001</RequestId></Error>'
  it.each([
    ['JSON', answer(403, {}, () => json), { requestId: 'r-1', params: { serviceCode: 'X.1' } }, 'expired'],
    [
      'the XML of an object store',
      answer(403, { 'Content-Type': 'application/xml' }, () => xml),
      { requestId: '0001', params: { serviceCode: 'AccessDenied' } },
      'Request has expired',
    ],
    ...['x-request-id', 'x-amz-request-id', 'x-obs-request-id', 'x-trans-id'].map(
      (name): [string, Behaviour, object, string] => [
        name,
        answer(403, { [name]: 'tx0001-a.b:c_d' }),
        { requestId: 'tx0001-a.b:c_d' },
        'HTTP 403',
      ],
    ),
  ])('is told: %s', async (_, behaviour, failure, detail) => {
    const { outcome } = await at.failsWith('LINK_REFUSED', [behaviour], { deps })
    expect(outcome).toMatchObject({ failure: { ...failure, detail: expect.stringContaining(detail) } })
  })

  it('is read up to a limit', async () => {
    const endless: Behaviour = ({ response }) => {
      response.writeHead(403)
      const more = (): void => void response.write(Buffer.alloc(65_536, 32), (error) => error ?? more())
      more()
    }
    await at.failsWith('LINK_REFUSED', [endless], { deps })
  })

  const token = ({ request }: Exchange): string => request.headers.authorization ?? ''
  const echoes: [string, Behaviour][] = [
    ['the request id', (e) => void e.response.writeHead(403, { 'x-request-id': token(e) }).end()],
    ['the type', (e) => void e.response.writeHead(200, { 'Content-Type': `text/${token(e)}` }).end('<html>')],
    [
      'JSON',
      answer(403, {}, (e) => JSON.stringify({ error_code: 'X', error_msg: token(e), request_id: token(e) })),
    ],
    ['XML', answer(403, {}, (e) => `<Error><Code>${token(e)}</Code><Message>${token(e)}</Message></Error>`)],
    ['JSON with 200', answer(200, {}, (e) => JSON.stringify({ error_code: token(e), error_msg: token(e) }))],
  ]
  it.each(echoes)('never repeats the token: %s', async (_, behaviour) => {
    await at.serve(FILE, [behaviour])
    const tokens: string[] = []
    const freshLink = async () => {
      const link = await at.server.freshLink()
      tokens.push(link.headers['Authorization'] ?? '')
      return link
    }
    const { outcome, setbacks } = await at.run({ deps: { ...deps, freshLink } })
    const told = JSON.stringify([outcome, setbacks])
    expect(outcome.kind).toBe('failed')
    expect(tokens.filter((one) => told.includes(one))).toEqual([])
    expect(told).not.toMatch(/"requestId":"[^"]*[^\w.:-]/)
  })
})

describe('a body without a length', () => {
  const endless: Behaviour = ({ response, file, socket }) => {
    response.writeHead(200, { 'Content-Type': 'video/mp4' })
    response.write(file)
    const more = (): void =>
      void response.write(Buffer.alloc(1024 * 1024, 7), () => socket.destroyed || more())
    more()
  }
  const expected = { kind: 'recording' as const, bytes: FILE.length, sha256: null }

  it('ends one byte after the size that the service gives, and leaves nothing', async () => {
    await at.failsWith('SIZE_MISMATCH', [endless], { job: { expected } })
    expect(await readdir(at.folder)).toEqual([])
    await at.savesWhole([firstHalf, endless, good()], FILE, { job: { expected } })
  })

  it('that unpacks to more than that size does too', async () => {
    const bomb = gzipSync(Buffer.concat([FILE, Buffer.alloc(20_000_000)]))
    const headers = { 'Content-Encoding': 'gzip', 'Content-Length': String(bomb.length) }
    await at.failsWith('SIZE_MISMATCH', [answer(200, headers, () => bomb)], { job: { expected } })
    expect(await readdir(at.folder)).toEqual([])
  })

  it('checks the free disk space while it is received', async () => {
    let looks = 0
    const checkRoom = async (): Promise<void> => {
      looks += 1
      if (looks > 2) throw new AppError('DISK_FULL')
    }
    await at.serve(FILE, [endless])
    const { outcome } = await at.run({ deps: { checkRoom } })
    expect(outcome).toMatchObject({ kind: 'blocked', failure: { code: 'DISK_FULL' } })
    expect(looks).toBe(3)
  })
})

describe('a hash of the whole file that the server reports', () => {
  const base64 = (algorithm: string, file: Buffer): string =>
    createHash(algorithm).update(file).digest('base64')
  const hex = (file: Buffer): string => createHash('md5').update(file).digest('hex')
  const flipped = Buffer.from(FILE)
  flipped.writeUInt8(flipped.readUInt8(650_000) ^ 1, 650_000)
  /** These bytes with the hashes of the right ones. */
  const serving =
    (bytes: Buffer, headers: Record<string, string>): Behaviour =>
    ({ response }) =>
      void response.writeHead(200, { 'Content-Length': bytes.length, ...headers }).end(bytes)

  it.each<[string, Record<string, string>]>([
    ['Content-MD5', { 'Content-MD5': base64('md5', FILE) }],
    ['Repr-Digest with SHA-256', { 'Repr-Digest': `sha-256=:${base64('sha256', FILE)}:` }],
    ['Repr-Digest with SHA-512', { 'Repr-Digest': `md5=:x:, sha-512=:${base64('sha512', FILE)}:` }],
    ['the ETag of Swift', { ETag: hex(FILE), 'X-Trans-Id': 'tx1' }],
    ['the ETag of S3', { ETag: `"${hex(FILE)}"`, 'x-amz-request-id': 'A1' }],
    ['the ETag of OBS', { ETag: `"${hex(FILE)}"`, 'x-obs-request-id': 'A1' }],
  ])('%s finds one flipped bit, and the file is fetched again', async (_, headers) => {
    const { setbacks } = await at.savesWhole([serving(flipped, headers), serving(FILE, headers)])
    expect(setbacks.map(({ code }) => code)).toEqual(['HASH_MISMATCH'])
  })

  it('proves a body that only its connection ends, and is kept over a resume', async () => {
    const md5 = { 'Content-MD5': base64('md5', FILE) }
    const cut: Behaviour = ({ response, socket }) => {
      response.writeHead(200, { 'Content-Length': FILE.length, ...md5 })
      response.write(FILE.subarray(0, HALF), () => setTimeout(() => socket.destroy(), 30))
    }
    const wrongRest = partial(
      () => ({ ETag: undefined }),
      ({ from }) => flipped.subarray(from),
    )
    const { setbacks } = await at.savesWhole([cut, wrongRest, good({ etag: null })])
    expect(setbacks.map(({ code }) => code)).toEqual(['OFFLINE', 'HASH_MISMATCH'])
  })

  it('is believed to be no MD5 after all when the same bytes come twice under an ETag', async () => {
    const headers = { ETag: hex(OTHER), 'X-Trans-Id': 'tx1' }
    await at.savesWhole([serving(FILE, headers)])
    expect(at.server.linksGiven()).toBe(2)
  })

  it.each<[string, Record<string, string>]>([
    ['an ETag of another server', { ETag: `"${hex(OTHER)}"` }],
    ['an ETag of several parts', { ETag: `"${hex(OTHER)}-3"`, 'x-amz-request-id': 'A1' }],
    ['an invalid Content-MD5', { 'Content-MD5': 'none' }],
    ['a Repr-Digest of another algorithm', { 'Repr-Digest': 'crc32c=:AAAA:' }],
  ])('is not %s', async (_, headers) => {
    await at.savesWhole([serving(FILE, headers)])
    expect(at.server.linksGiven()).toBe(1)
  })

  it('that is wrong every time fails', async () => {
    await at.failsWith('HASH_MISMATCH', [serving(FILE, { 'Content-MD5': base64('md5', OTHER) })])
    expect(at.server.linksGiven()).toBe(3)
  })
})
