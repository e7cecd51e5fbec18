import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { journalPath, type Journal } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { answer, type Behaviour, changed, cutAfter, etagOf, good, partial } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OTHER, OVERLAP } from './one-file.ts'

const at = oneFile()
const server = () => at.server
const RESUMED = `bytes=${HALF - OVERLAP}-`
const GROWN = film(900_000, 4)
const SHRUNK = film(200_000, 3)
/** A file whose structure cannot show a cut. */
const PICTURE = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), film(600_000)])
const material = { mustBeBoxes: false, expected: { kind: 'material' as const, bytes: null, sha256: null } }
const ignoringRange: Behaviour = (exchange) => good()({ ...exchange, from: null })

describe('a resume', () => {
  it('requests from 64 KiB below its bytes, with a new token, and appends', async () => {
    await at.savesWhole([firstHalf, good()])
    expect(at.server.ranges).toEqual([null, RESUMED])
    expect(at.server.linksGiven()).toBe(2)
  })

  it('succeeds after many cuts', async () => {
    await at.savesWhole([...Array<Behaviour>(6).fill(cutAfter(150_000)), good()])
  })

  it('starts at 0 when the server ignores Range', async () => {
    await at.savesWhole([firstHalf, ignoringRange])
    expect(at.server.ranges).toEqual([null, RESUMED])
  })

  it.each([
    ['with a strong ETag', etagOf(FILE), etagOf(FILE)],
    ['not with a weak one', 'W/"1"', undefined],
  ])('sends If-Range %s', async (_, etag, sent) => {
    const seen: (string | undefined)[] = []
    const noting: Behaviour = (exchange) => {
      seen.push([exchange.request.headers['if-range']].flat()[0])
      good({ etag })(exchange)
    }
    await at.savesWhole([(exchange) => firstHalf({ ...exchange, etag }), noting])
    expect(seen).toEqual([sent])
  })
})

describe('a changed file is never mixed with its earlier version', () => {
  it.each<[string, Behaviour, Buffer, Behaviour, (string | null)[]]>([
    ['If-Range is honoured with a 200', firstHalf, OTHER, ignoringRange, [null, RESUMED]],
    ['If-Range is ignored, another ETag shows it', firstHalf, OTHER, good(), [null, RESUMED, null]],
    [
      'without validators the overlap shows it',
      cutAfter(HALF, { etag: null }),
      OTHER,
      good({ etag: null }),
      [null, RESUMED, null],
    ],
    [
      'the same ETag for other bytes: the overlap shows it',
      firstHalf,
      OTHER,
      (exchange) => good({ etag: etagOf(FILE) })(exchange),
      [null, RESUMED, null],
    ],
    ['it grew', firstHalf, GROWN, good({ etag: null }), [null, RESUMED, null]],
    ['it shrank below our offset: 416', firstHalf, SHRUNK, good(), [null, RESUMED, null]],
    [
      'If-Match-like servers: 412',
      firstHalf,
      OTHER,
      (exchange) => void (exchange.from === null ? good()(exchange) : exchange.response.writeHead(412).end()),
      [null, RESUMED, null],
    ],
  ])('%s', async (_, before, to, after, ranges) => {
    await at.savesWhole([before, changed(to, after, server), after], to, { first: FILE })
    expect(at.server.ranges).toEqual(ranges)
  })

  it('Last-Modified alone is enough', async () => {
    const dated =
      (date: string, cut: boolean): Behaviour =>
      (exchange) => {
        exchange.response.setHeader('Last-Modified', date)
        if (cut) cutAfter(HALF, { etag: null })(exchange)
        else good({ etag: null })(exchange)
      }
    const before = dated('Thu, 19 Dec 2019 02:10:00 GMT', true)
    const after = dated('Fri, 20 Dec 2019 02:10:00 GMT', false)
    const { setbacks } = await at.savesWhole([before, changed(OTHER, after, server), after], OTHER, {
      first: FILE,
    })
    expect(setbacks.map(({ code }) => code)).toEqual(['OFFLINE', 'CHANGED_ON_SERVER'])
  })

  it('a file that changes and is cut at every attempt fails', async () => {
    let seed = 10
    const ever: Behaviour = (exchange) =>
      changed(film(700_000, (seed += 1)), cutAfter(HALF), server)(exchange)
    const { setbacks } = await at.failsWith('OFFLINE', [ever], {}, null)
    expect(setbacks.length).toBeLessThan(20)
  })
})

describe('a wrong 206', () => {
  const others: [string, Behaviour][] = [
    [
      'another start',
      partial(({ file }) => ({ 'Content-Range': `bytes 0-${file.length - 1}/${file.length}` })),
    ],
    ['no Content-Range', partial(() => ({ 'Content-Range': undefined }))],
    ['an invalid Content-Range', partial(() => ({ 'Content-Range': 'bytes 5-2/x' }))],
    ['multipart/byteranges', partial(() => ({ 'Content-Type': 'multipart/byteranges; boundary=x' }))],
    ['gzip', partial(() => ({ 'Content-Encoding': 'gzip' }))],
    [
      'another total',
      partial(({ from, file }) => ({ 'Content-Range': `bytes ${from}-${file.length}/${file.length + 1}` })),
    ],
    [
      'another length',
      partial(
        () => ({}),
        ({ file, from }) => file.subarray(from + 5),
      ),
    ],
    [
      'an end beyond its total',
      partial(({ from, file }) => ({ 'Content-Range': `bytes ${from}-${file.length}/${file.length}` })),
    ],
    [
      'the bytes of the start',
      partial(
        () => ({}),
        ({ file, from }) => file.subarray(0, file.length - from),
      ),
    ],
    [
      'one wrong bit in the overlap',
      partial(
        () => ({}),
        ({ file, from }) => {
          const body = Buffer.from(file.subarray(from))
          body.writeUInt8(body.readUInt8(OVERLAP - 1) ^ 1, OVERLAP - 1)
          return body
        },
      ),
    ],
  ]

  it.each(others)('with %s: the whole file is requested', async (_, lie) => {
    await at.savesWhole([firstHalf, lie, good()])
    expect(at.server.ranges).toEqual([null, RESUMED, null])
  })

  it.each(others)(
    'with %s, every time: the bytes on disk stay, and the failure has a code',
    async (_, lie) => {
      // It answers 206 to a request without Range as well.
      await at.failsWith('BAD_ANSWER', [firstHalf, lie])
      const journal = JSON.parse(await readFile(journalPath(at.path), 'utf8')) as Journal
      expect(journal.durable).toBe(HALF)
    },
  )

  it('twice ends range requests', async () => {
    const lie = partial(() => ({ 'Content-Range': undefined }))
    await at.savesWhole([firstHalf, lie, cutAfter(HALF), lie, cutAfter(HALF), good()])
    expect(at.server.ranges).toEqual([null, RESUMED, null, RESUMED, null, null])
  })

  it('every time fails with a code', async () => {
    const odd = answer(206, { 'Content-Type': 'video/mp4', 'Content-Range': 'bytes 5-9/10' }, () => 'xxxxx')
    await at.failsWith('BAD_ANSWER', [odd])
  })
})

it.each([
  ['a recording', FILE, {}],
  ['a picture', PICTURE, { job: material }],
])('a 200 with only the rest of %s is not the file', async (_, content, change) => {
  const rest: Behaviour = ({ response, file, from }) => {
    const body = file.subarray(from ?? 0)
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length })
    response.end(body)
  }
  await at.savesWhole([firstHalf, rest, good()], content, change)
  expect(at.server.ranges).toEqual([null, RESUMED, null])
})

describe('a correct but incomplete 206', () => {
  const short =
    (bytes: number, total: (file: Buffer) => string): Behaviour =>
    ({ response, file, from }) => {
      const start = from ?? 0
      const end = Math.min(file.length, start + bytes)
      response.writeHead(206, {
        'Content-Type': 'video/mp4',
        'Content-Length': end - start,
        'Content-Range': `bytes ${start}-${end - 1}/${total(file)}`,
      })
      response.end(file.subarray(start, end))
    }

  it('continues after a range that is shorter than the file', async () => {
    await at.savesWhole([firstHalf, short(150_000, (file) => String(file.length))])
  })

  it('does not read a range of unknown total as the end of the file', async () => {
    // The first answer is chunked: the total is still unknown.
    const unknown = short(150_000, () => '*')
    const cutChunked = cutAfter(HALF, { chunked: true })
    await at.savesWhole([cutChunked, unknown, good()], PICTURE, { job: material })
  })

  it('starts at 0 after a chunked range that is too long', async () => {
    const long: Behaviour = ({ response, file, from }) => {
      response.writeHead(206, {
        'Content-Type': 'video/mp4',
        'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}`,
      })
      response.write(file.subarray(from ?? 0))
      response.end(Buffer.alloc(100_000))
    }
    const { setbacks } = await at.savesWhole([firstHalf, long, good()])
    expect(setbacks.map(({ code }) => code)).toContain('SIZE_MISMATCH')
  })
})

describe('a 416', () => {
  it('whose total is our length means complete', async () => {
    // Chunked, without its end: every byte arrived, but nothing confirmed it.
    const all = cutAfter(Infinity, { chunked: true, etag: null })
    const nothingMore: Behaviour = ({ response, file }) =>
      void response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end()
    await at.savesWhole([all, nothingMore])
    expect(at.server.ranges).toEqual([null, `bytes=${FILE.length - OVERLAP}-`])
  })

  it.each([
    ['of another length', { 'Content-Range': 'bytes */7' }],
    ['without a length', {}],
    ['with our length, though the file is known to be longer', { 'Content-Range': `bytes */${HALF}` }],
  ] as [string, Record<string, string>][])('%s: the whole file is requested', async (_, headers) => {
    await at.savesWhole([firstHalf, answer(416, headers), good()])
    expect(at.server.ranges).toEqual([null, RESUMED, null])
  })

  it('with our length proves nothing if the file was longer before', async () => {
    const shrunk = answer(416, { 'Content-Range': `bytes */${HALF}` })
    await at.savesWhole([firstHalf, shrunk, good()], PICTURE, { job: material })
  })

  it('every time fails with a code, and keeps the bytes on disk', async () => {
    await at.failsWith('CHANGED_ON_SERVER', [firstHalf, answer(416, {})])
  })
})
