import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileContent, QueuedPlace } from '../../main/interfaces.ts'
import { createLinksInUse } from '../../main/transfer/links-in-use.ts'
import type { Outcome } from '../../main/transfer/job.ts'
import { partPath } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { type Behaviour, cutAfter, good } from './misbehaving-server.ts'
import { oneFile, sha256Of } from './one-file.ts'

const at = oneFile()

interface Part {
  file: Buffer
  hasHash?: boolean
  hasSize?: boolean
}

interface How {
  script?: Behaviour[]
  /** Every part is in the queue: bytes of one may be handed over to another. */
  isQueued?: boolean
  /** All at the same time, instead of one after the other. */
  isParallel?: boolean
}

/**
 * Downloads each part of a recording. `links`: for each link in the service's order, which part is behind it.
 * Resolves to the outcomes, the links used by each, and the files in the folder.
 */
async function downloaded(
  parts: Part[],
  links: number[],
  { script = [good()], isQueued = false, isParallel = false }: How = {},
) {
  const linked = links.map((part) => parts[part]?.file ?? Buffer.alloc(0))
  const [first = Buffer.alloc(0), ...others] = linked
  await at.serve(first, script, { more: others.map((file) => ({ file, script: [good()] })) })
  const expected = parts.map(({ file, hasHash = true, hasSize = true }) => ({
    bytes: hasSize ? file.length : null,
    sha256: hasHash ? sha256Of(file) : null,
  }))
  const placesOf =
    (own: number) =>
    async ({ bytes, sha256 }: FileContent): Promise<QueuedPlace[]> =>
      expected.flatMap((one, part) =>
        part !== own && (sha256 === null ? one.bytes === bytes : one.sha256 === sha256)
          ? [{ fileType: 'Hd', part: part + 1, path: isQueued ? pathOf(part) : null }]
          : [],
      )
  const pathOf = (part: number): string => join(at.folder, `part ${part}.mp4`)
  const used: number[][] = expected.map(() => [])
  const inUse = createLinksInUse()
  const run = async (own: number): Promise<Outcome> => {
    const { outcome, quarantined } = await at.run({
      job: {
        identity: `part ${own}`,
        finalPath: pathOf(own),
        expected: { kind: 'recording', bytes: null, sha256: null, ...expected[own] },
      },
      deps: {
        placesOf: placesOf(own),
        links: inUse,
        freshLink: async (place) => {
          const link = place === undefined ? own : place.part - 1
          used[own]?.push(link)
          return await at.server.freshLink(link)
        },
      },
    })
    expect(quarantined).toEqual([])
    return outcome
  }
  const outcomes: Outcome[] = []
  if (isParallel) outcomes.push(...(await Promise.all(expected.map((_, own) => run(own)))))
  else for (const own of expected.keys()) outcomes.push(await run(own))
  expect(at.server.tokenFaults).toEqual([])
  return { outcomes, used, names: (await readdir(at.folder)).toSorted() }
}

/** Expects every part under its own name, and nothing else in the folder. */
async function expectInOrder(parts: Part[], found: Awaited<ReturnType<typeof downloaded>>): Promise<void> {
  expect(found.names).toEqual(parts.map((_, part) => `part ${part}.mp4`))
  for (const [part, { file }] of parts.entries())
    expect((await readFile(join(at.folder, `part ${part}.mp4`))).equals(file)).toBe(true)
}

const ofOneSize = [1, 2, 3].map((seed) => ({ file: film(300_000, seed) }))
const ofSizes = [1, 2, 3].map((seed) => ({ file: film(300_000 + seed * 1000, seed) }))

describe('links in another order than the files', () => {
  describe.each([
    ['of several sizes', ofSizes],
    ['of one size', ofOneSize],
  ])('%s', (_, parts) => {
    it.each([
      ['swapped', [1, 0, 2]],
      ['in a circle', [1, 2, 0]],
      ['in the other circle', [2, 0, 1]],
      ['in order', [0, 1, 2]],
    ])('save every part under its own name, %s', async (__, links) => {
      await expectInOrder(parts, await downloaded(parts, links))
    })
  })

  it('are recognized by the announced size, before a byte is written', async () => {
    const { outcomes, used } = await downloaded(ofSizes, [1, 0, 2])
    expect(used).toEqual([[0, 1], [1, 0], [2]])
    // Three whole files and two heads were sent.
    expect(at.server.linksGiven()).toBe(5)
    expect(outcomes).toMatchObject([
      { kind: 'saved', note: expect.stringContaining('Hd, part 2') },
      { kind: 'saved', note: expect.stringContaining('Hd, part 1') },
      { kind: 'saved', note: null },
    ])
  })

  it('are recognized by size alone where the service gives no SHA-256', async () => {
    const parts = ofSizes.map((part) => ({ ...part, hasHash: false }))
    await expectInOrder(parts, await downloaded(parts, [2, 0, 1]))
  })

  it('are recognized by SHA-256 alone', async () => {
    const parts = ofSizes.map((part) => ({ ...part, hasSize: false }))
    await expectInOrder(parts, await downloaded(parts, [2, 0, 1]))
  })

  it('lose nothing of a file that is cut behind the link of another one', async () => {
    const found = await downloaded(ofSizes, [1, 0, 2], {
      script: [good(), cutAfter(200_000), good()],
    })
    await expectInOrder(ofSizes, found)
    expect(found.used).toEqual([[0, 1], [1, 0, 0], [2]])
    expect(at.server.ranges).toEqual([null, null, `bytes=${200_000 - 65_536}-`])
  })
})

describe.each([
  ['one after the other', false],
  ['at the same time', true],
])('parts of one size that are transferred %s', (_, isParallel) => {
  it.each([
    ['swapped', [1, 0, 2]],
    ['in a circle', [1, 2, 0]],
    ['in the other circle', [2, 0, 1]],
    ['in order', [0, 1, 2]],
  ])('are handed over, so that no link is used twice, %s', async (__, links) => {
    const found = await downloaded(ofOneSize, links, { isQueued: true, isParallel })
    await expectInOrder(ofOneSize, found)
    expect(at.server.linksGiven()).toBe(3)
    expect(new Set(found.used.flat())).toEqual(new Set([0, 1, 2]))
    for (const [part, link] of links.entries())
      if (part !== link)
        expect(found.outcomes[part]).toMatchObject({ note: expect.stringContaining('The service listed') })
  })

  it('are handed over where their sizes differ and no answer announces one', async () => {
    const parts = ofSizes.map((part) => ({ ...part, hasSize: false }))
    const found = await downloaded(parts, [1, 2, 0], { isQueued: true, isParallel })
    await expectInOrder(parts, found)
    expect(at.server.linksGiven()).toBe(3)
  })

  it('wait for none that does not bring them', async () => {
    // The second link has the second part; nothing has the first one.
    const found = await downloaded(ofOneSize, [1, 1, 2], { isQueued: true, isParallel })
    expect(found.outcomes).toMatchObject([
      { kind: 'failed', failure: { code: 'HASH_MISMATCH' } },
      { kind: 'saved' },
      { kind: 'saved' },
    ])
    expect(found.names.filter((name) => name.includes('handed'))).toEqual([])
  })
})

describe('a link whose file is not the wanted one', () => {
  it('fails where no link has it, after each link was tried once and the damage was believed', async () => {
    const parts = [...ofOneSize.slice(0, 2), { file: film(300_000, 9) }]
    // Both links have the second part; the third has damaged bytes.
    const linked = await downloaded([...parts, { file: film(300_000, 10), hasHash: false }], [1, 1, 3])
    expect(linked.outcomes.slice(0, 3)).toMatchObject([
      { kind: 'failed', failure: { code: 'HASH_MISMATCH' } },
      { kind: 'saved' },
      { kind: 'failed', failure: { code: 'HASH_MISMATCH' } },
    ])
    // The other link once; then the file again, as for any other damage.
    expect(linked.used[0]).toEqual([0, 1, 1, 1])
    expect(linked.used[2]).toEqual([2, 2, 2])
  })

  it('counts as damaged while the service does not say which one it is', async () => {
    await at.serve(ofOneSize[1]?.file ?? Buffer.alloc(0), [good()])
    const expected = { kind: 'recording' as const, bytes: null, sha256: sha256Of(film(300_000, 1)) }
    const placesOf = () => Promise.reject(new Error('no answer'))
    const { outcome } = await at.run({ job: { expected }, deps: { placesOf } })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'HASH_MISMATCH' } })
    expect(await readdir(at.folder)).toContain(partPath('film.mp4'))
  })

  it('does not hold up a pause while the service is asked which one it is', async () => {
    const controller = new AbortController()
    await at.serve(ofOneSize[1]?.file ?? Buffer.alloc(0), [good()])
    const expected = { kind: 'recording' as const, bytes: null, sha256: sha256Of(film(300_000, 1)) }
    const placesOf = (): Promise<never> => {
      controller.abort()
      return new Promise<never>(() => undefined)
    }
    const { outcome } = await at.run({ job: { expected }, deps: { placesOf, signal: controller.signal } })
    expect(outcome).toEqual({ kind: 'stopped' })
  })
})
