import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { partPath } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { answer, type Behaviour, changed, cutAfter, good, partial, stallAfter } from './misbehaving-server.ts'
import { type Change, oneFile, sha256Of } from './one-file.ts'

const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 20_261_120)
const SECONDS = Number(process.env['MEETKEEP_FUZZ_SECONDS'] ?? 4)
/** Long enough for a slow machine. */
const FEWEST_CASES = 20

const at = oneFile()
const SIZES = [300_000, 300_001, 350_000, 120_000]
const FILMS = SIZES.map((bytes, n) => film(bytes, 11 + n))
/** Files whose structure reveals neither a cut nor a mixture: only HTTP and the overlap can. */
const PICTURES = SIZES.map((bytes, n) => {
  const picture = film(bytes, 21 + n)
  picture.write('\x89PNG\r\n\x1a\n', 0, 'latin1')
  return picture
})
/** The files that the server may serve in the current case; it starts with the first. */
let truths = FILMS
const truth = (n: number): Buffer => truths[n] ?? Buffer.alloc(0)
const server = () => at.server

const size = fc.integer({ min: 0, max: 320_000 })
const status = fc.constantFrom(400, 401, 403, 404, 408, 410, 412, 416, 425, 429, 500, 503, 204, 304)
const flags = fc.constantFrom(undefined, null)

/** Each with its description for a failing sequence. */
interface Named {
  description: string
  does: Behaviour
}
const always = (description: string, does: Behaviour): fc.Arbitrary<Named> =>
  fc.constant({ description, does })
const behaviour: fc.Arbitrary<Named> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ description: 'good', does: good() }) },
  { weight: 2, arbitrary: fc.constant({ description: 'without validators', does: good({ etag: null }) }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(size, flags, fc.constantFrom('length', 'chunked', 'noLength'))
      .map(([bytes, etag, how]) => ({
        description: `cut after ${bytes}, ${how}, ${etag}`,
        does: cutAfter(bytes, {
          chunked: how === 'chunked',
          noLength: how === 'noLength',
          ...(etag === null ? { etag } : {}),
        }),
      })),
  },
  size.map((bytes): Named => ({ description: `stall after ${bytes}`, does: stallAfter(bytes) })),
  status.map((code) => ({ description: String(code), does: answer(code, {}) })),
  always('closed', ({ socket }) => void socket.destroy()),
  always('reset', ({ wire }) => void wire.resetAndDestroy()),
  always('no HTTP', ({ socket }) => void socket.end('SSH-2.0-x\r\n')),
  always('range ignored', (exchange) => good()({ ...exchange, from: null })),
  always(
    'a page',
    answer(200, { 'Content-Type': 'text/html' }, () => '<html>'),
  ),
  always(
    'a hidden page',
    answer(200, {}, () => '{"error_code":"x"}'),
  ),
  always('nothing', answer(200, { 'Content-Type': 'video/mp4' })),
  fc.nat(3).map((n): Named => ({
    description: `another file: ${n}`,
    does: (exchange) => changed(truth(n), good(), server)(exchange),
  })),
  fc.nat(3).map((n): Named => ({
    description: `another file without validators: ${n}`,
    does: (exchange) => changed(truth(n), good({ etag: null }), server)(exchange),
  })),
  fc
    .record({
      'Content-Range': fc.constantFrom(
        undefined,
        'bytes 5-9/10',
        'bytes 0-299999/300000',
        'bytes */300000',
        'x',
      ),
      'Content-Type': fc.constantFrom('video/mp4', 'multipart/byteranges; boundary=x', 'text/html'),
      'Content-Encoding': fc.constantFrom(undefined, 'gzip', 'zstd'),
    })
    .map((headers) => ({ description: `206 with ${JSON.stringify(headers)}`, does: partial(() => headers) })),
  always(
    '206 with the bytes of the start',
    partial(
      () => ({}),
      ({ file, from }) => file.subarray(0, file.length - from),
    ),
  ),
  always(
    '206 of unknown total, short',
    partial(
      ({ from, file }) => ({
        'Content-Range': `bytes ${from}-${Math.min(file.length, from + 90_000) - 1}/*`,
      }),
      ({ from, file }) => file.subarray(from, from + 90_000),
    ),
  ),
  fc.integer({ min: 1, max: 300_000 }).map((bytes): Named => ({
    description: `gzip cut after ${bytes}`,
    does: ({ response, socket, file }) => {
      const body = gzipSync(file)
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length })
      response.write(body.subarray(0, bytes), () => setTimeout(() => socket.destroy(), 5))
    },
  })),
  always('a circle', answer(302, { Location: '/elsewhere' })),
)

/** Without a known total this looks like a new file: only the first bytes of a film distinguish it. */
const restAsWhole = always(
  'the rest as 200',
  ({ response, file, from }) => void response.writeHead(200).end(file.subarray(from ?? 0)),
)

/** A part file may contain only the beginning of a file that was served. */
async function partIsOfSomeFile(): Promise<boolean> {
  const part = await readFile(partPath(at.path)).catch(() => Buffer.alloc(0))
  return truths.some((one) => one.subarray(0, part.length).equals(part))
}

async function oneCase(script: Behaviour[], change: Change, right: Buffer[]): Promise<void> {
  for (const name of await readdir(at.folder)) await rm(join(at.folder, name))
  await at.serve(truth(0), script, { elsewhere: answer(302, { Location: '/elsewhere' }) })
  // The second run continues from the first, with the rest of the script.
  for (let turn = 0; turn < 2; turn += 1) {
    const ended = await Promise.race([at.run({ stall: 60, ...change }), wait(20_000, null)])
    expect(ended, 'it never ends').not.toBe(null)
    expect(at.server.tokenFaults).toEqual([])
    if (ended?.outcome.kind === 'saved') {
      const saved = await readFile(at.path)
      expect(
        right.some((one) => one.equals(saved)),
        `wrong file of ${saved.length} bytes`,
      ).toBe(true)
      expect(ended.outcome).toMatchObject({ bytes: saved.length, sha256: sha256Of(saved) })
      expect(await readdir(at.folder)).toEqual(['film.mp4'])
      return
    }
    expect(ended?.outcome.kind).toBe('failed')
    expect(ended?.outcome).not.toMatchObject({ failure: { code: 'INTERNAL' } })
    expect(existsSync(at.path)).toBe(false)
    expect(await partIsOfSomeFile(), 'the part is of no file').toBe(true)
  }
}

/** Throws a description of the sequence and the error. */
async function holds(
  step: fc.Arbitrary<Named>,
  check: (script: Behaviour[], isKnown: boolean) => Promise<void>,
): Promise<void> {
  let cases = 0
  // Not fast-check's own limit, which leaves a case running, and writing.
  const until = Date.now() + SECONDS * 1000
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 9 }),
      fc.boolean(),
      async (script, isKnown) => {
        if (cases >= FEWEST_CASES && Date.now() > until) return
        cases += 1
        await check(
          script.map(({ does }) => does),
          isKnown,
        )
      },
    ),
    {
      seed: SEED,
      numRuns: 5000,
      reporter: (result) => {
        if (!result.failed) return
        const description = result.counterexample?.[0].map((one) => one.description).join(' → ')
        throw new Error(`after ${cases} cases: ${description}`, { cause: result.errorInstance })
      },
    },
  )
}

it(
  `for any server behaviour in any order, a recording is right or missing (seed ${SEED})`,
  async () => {
    truths = FILMS
    const first = truth(0)
    const sha256Known: Change = {
      job: { expected: { kind: 'recording', bytes: first.length, sha256: sha256Of(first) } },
    }
    await holds(fc.oneof({ weight: 20, arbitrary: behaviour }, restAsWhole), (script, isKnown) =>
      oneCase(script, isKnown ? sha256Known : {}, isKnown ? [first] : truths),
    )
  },
  SECONDS * 1000 + 60_000,
)

it(
  `and so is a file without a known structure (seed ${SEED})`,
  async () => {
    truths = PICTURES
    const material: Change = {
      job: { mustBeBoxes: false, expected: { kind: 'material', bytes: null, sha256: null } },
    }
    await holds(behaviour, (script) => oneCase(script, material, truths))
  },
  SECONDS * 1000 + 60_000,
)
