import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allPages, createPageReader, type ListPage } from './page-reader.ts'

const LIMIT = 10

interface Server {
  rows: number
  offset: 'record' | 'page' | 'page from 1' | 'page, the last one for ever'
  /** Rows per page, regardless of the requested limit. */
  most: number
  namesCount: boolean
  /** Before each request after the first, the row at this position is removed. */
  losses: number[]
  /** Rows of the previous page that are repeated. */
  overlap: number
}

function serve({ rows, offset: meaning, most, namesCount, losses, overlap }: Server) {
  let live = Array.from({ length: rows }, (_, n) => `row-${n}`)
  const lost = new Set<string>()
  let asked = 0
  const ask = async (offset: number): Promise<ListPage<string>> => {
    asked += 1
    const place = losses[asked - 2]
    if (place !== undefined && live.length > 0) {
      const gone = live[place % live.length] ?? ''
      lost.add(gone)
      live = live.filter((row) => row !== gone)
    }
    const lastPage = Math.max(0, Math.ceil(live.length / most) - 1)
    const page =
      meaning === 'page'
        ? offset
        : meaning === 'page from 1'
          ? Math.max(0, offset - 1)
          : Math.min(offset, lastPage)
    const start = meaning === 'record' ? offset : page * most
    const found = live.slice(Math.max(0, start - overlap), start + most - overlap)
    return { rows: found, size: found.length, count: namesCount ? live.length : null, bytes: 0 }
  }
  const stayed = () => Array.from({ length: rows }, (_, n) => `row-${n}`).filter((row) => !lost.has(row))
  return { ask, stayed, asked: () => asked }
}

const collect = (ask: (offset: number) => Promise<ListPage<string>>) =>
  allPages(LIMIT, (row: string) => row, ask)
const usual: Server = { rows: 0, offset: 'record', most: LIMIT, namesCount: true, losses: [], overlap: 0 }
const offsets = fc.constantFrom<Server['offset']>(
  'record',
  'page',
  'page from 1',
  'page, the last one for ever',
)

describe('allPages', () => {
  it('returns every row that stays, once, for any unit of the offset and any number of removed rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rows: fc.nat(60),
          offset: offsets,
          most: fc.integer({ min: 2, max: LIMIT }),
          losses: fc.array(fc.nat(100), { maxLength: 8 }),
        }),
        async (shape) => {
          const server = serve({ ...usual, ...shape })
          const { rows } = await collect(server.ask)
          expect(new Set(rows).size).toBe(rows.length)
          expect(rows).toEqual(expect.arrayContaining(server.stayed()))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('goes back as far as removed rows can have shifted the list', async () => {
    const server = serve({ ...usual, rows: 60, losses: [59, 5] })
    const { rows } = await collect(server.ask)
    expect(rows).toEqual(expect.arrayContaining(server.stayed()))
  })

  it.each([
    ['before it', (live: string[]) => live.slice(15), 117],
    ['one before it', (live: string[]) => live.slice(1), 117],
    ['behind it', (live: string[]) => live.slice(0, -10), 135],
  ])('goes back only if the pages do not join: rows left %s', async (_where, shrink, next) => {
    let live = Array.from({ length: 200 }, (_, n) => `row-${n}`)
    const asked: number[] = []
    const ask = async (offset: number): Promise<ListPage<string>> => {
      if (offset === 126 && !asked.includes(126)) live = shrink(live)
      asked.push(offset)
      const rows = live.slice(offset, offset + LIMIT)
      return { rows, size: rows.length, count: live.length, bytes: 0 }
    }
    const { rows } = await collect(ask)
    expect(rows).toEqual(expect.arrayContaining(live))
    expect(new Set(rows).size).toBe(rows.length)
    expect(asked.slice(13, 16)).toEqual([117, 126, next])
  })

  /** Before each request after the first, rows leave at one end and as many come at the other. */
  function moving(
    rows: number,
    meaning: 'record' | 'page',
    moves: { leave: 'first' | 'last'; many: number }[],
  ) {
    let live = Array.from({ length: rows }, (_, n) => `row-${n}`)
    const all = new Set(live)
    let asked = 0
    const ask = async (offset: number): Promise<ListPage<string>> => {
      asked += 1
      const move = moves[asked - 2]
      if (move !== undefined) {
        const many = Math.min(move.many, live.length)
        const fresh = Array.from({ length: many }, (_, n) => `new-${asked}-${n}`)
        live =
          move.leave === 'first'
            ? [...live.slice(many), ...fresh]
            : [...fresh, ...live.slice(0, live.length - many)]
      }
      const start = meaning === 'record' ? offset : offset * LIMIT
      const page = live.slice(start, start + LIMIT)
      return { rows: page, size: page.length, count: live.length, bytes: 0 }
    }
    return { ask, stayed: () => live.filter((row) => all.has(row)), live: () => live }
  }
  const leave = fc.constantFrom<'first' | 'last'>('first', 'last')

  it('returns every row that stays though rows move between the pages and the count does not change', async () => {
    // Fewer than a page between two requests: otherwise an offset seems to have no effect, or another meaning.
    const many = fc.nat(LIMIT - 2)
    const moves = fc.array(many, { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.nat(60), leave, moves, async (rows, at, all) => {
        const server = moving(
          rows,
          'record',
          all.map((n) => ({ leave: at, many: n })),
        )
        const result = await collect(server.ask)
        expect(new Set(result.rows).size).toBe(result.rows.length)
        expect(result.rows).toEqual(expect.arrayContaining(server.stayed()))
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['record', 'page'] as const)(
    'returns every row, the new ones too, after one move: the offset is a %s',
    async (meaning) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(60), fc.nat(2), leave, fc.nat(9), async (rows, before, at, many) => {
          const none = { leave: at, many: 0 } as const
          const server = moving(rows, meaning, [
            ...Array.from({ length: before }, () => none),
            { leave: at, many },
          ])
          const result = await collect(server.ask)
          // Rows that come at the end after it was read are not looked for.
          const wanted = at === 'first' ? server.stayed() : server.live()
          expect(result.rows).toEqual(expect.arrayContaining(wanted))
        }),
        { numRuns: 1000 },
      )
    },
  )

  /** 25 rows; one more is added `where` before the second request. */
  function growing(where: 'first' | 'last') {
    let live = Array.from({ length: 25 }, (_, n) => `row-${n}`)
    const asked: number[] = []
    const ask = async (offset: number): Promise<ListPage<string>> => {
      asked.push(offset)
      if (asked.length === 2) live = where === 'first' ? ['new', ...live] : [...live, 'new']
      const rows = live.slice(offset, offset + LIMIT)
      return { rows, size: rows.length, count: live.length, bytes: 0 }
    }
    return { ask, asked }
  }

  it('rereads the start, and reads on while it finds new rows', async () => {
    const first = growing('first')
    expect(new Set((await collect(first.ask)).rows)).toContain('new')
    expect(first.asked).toEqual([0, 9, 18, 0, 9])
    const last = growing('last')
    expect((await collect(last.ask)).rows).toContain('new')
    expect(last.asked).toEqual([0, 9, 18, 0])
  })

  it('ends though the list grows with every page', async () => {
    let made = 0
    const ask = async (): Promise<ListPage<string>> => {
      made += 1
      return { rows: [`row-${made}`], size: 1, count: 1e9 + made, bytes: 0 }
    }
    const { rows, missing } = await allPages(LIMIT, (row) => row, ask, { bytes: 1e12, rows: 1000 })
    expect(rows).toHaveLength(1000)
    expect(missing).toBe('endless')
  })

  it('returns a repeated row once', async () => {
    const server = serve({ ...usual, rows: 50, overlap: 3 })
    const { rows } = await collect(server.ask)
    expect(rows).toHaveLength(new Set(rows).size)
  })

  it.each([null, 0])(
    'returns every row if the service sends the count %j, however small its pages',
    async (sent) => {
      const pages = fc.integer({ min: 2, max: LIMIT })
      await fc.assert(
        fc.asyncProperty(fc.nat(60), offsets, pages, async (count, offset, most) => {
          const server = serve({ ...usual, rows: count, offset, most })
          const { rows, missing } = await collect(async (at) => ({ ...(await server.ask(at)), count: sent }))
          expect(rows).toHaveLength(count)
          expect(missing).toBe('none')
        }),
      )
    },
  )

  it('asks a few times more whether a short list without a count is whole', async () => {
    const server = serve({ ...usual, rows: 5, namesCount: false })
    await collect(server.ask)
    expect(server.asked()).toBe(4)
  })

  it.each([
    [0, 1],
    [LIMIT, 1],
    [LIMIT + 1, 3],
    [4 * LIMIT, 6],
    [4 * LIMIT + 1, 6],
  ])('makes no unnecessary calls: %i rows, %i calls', async (rows, calls) => {
    const server = serve({ ...usual, rows })
    await collect(server.ask)
    expect(server.asked()).toBe(calls)
  })

  it('ends even if the service repeats pages forever', async () => {
    let made = 0
    const endless = async (): Promise<ListPage<string>> => {
      made += 1
      return { rows: [`row-${made}`], size: 1, count: made % 2 === 0 ? 1e9 : 1e9 - 1, bytes: 0 }
    }
    const { rows, missing } = await allPages(LIMIT, (row) => row, endless, { bytes: 1e12, rows: 1000 })
    expect(rows).toHaveLength(made)
    expect(missing).toBe('endless')
  })

  it.each([
    ['bytes', 3_000_000, 4],
    ['requests, each at least 64 KiB', 0, 153],
  ])('ends at the budget of %s', async (_, bytes, calls) => {
    let made = 0
    const endless = async (): Promise<ListPage<string>> => {
      made += 1
      return { rows: [`row-${made}`], size: 1, count: null, bytes }
    }
    const reader = createPageReader(1, (row: string) => row, endless, { bytes: 10_000_000, rows: 1e6 })
    const steps = []
    do steps.push(await reader.next())
    while (steps.at(-1)?.isEnd !== true)
    expect(made).toBe(calls)
    expect(steps.at(-1)).toEqual({ rows: [], count: null, isEnd: true, missing: 'endless' })
    expect(steps.slice(0, -1).every(({ missing }) => missing === 'none')).toBe(true)
  })

  it('has no largest number of pages', async () => {
    const server = serve({ ...usual, rows: 30_000, most: 20 })
    const { rows, missing } = await allPages(500, (row) => row, server.ask)
    expect(rows).toHaveLength(30_000)
    expect(missing).toBe('none')
  })

  it.each([
    [['one', 'two'], 3, { missing: 'without-id', withoutId: 'one; two' }],
    [[], null, { missing: 'without-id', withoutId: '' }],
    [['one', 'two'], 50, { missing: 'short' }],
  ])('is incomplete if rows have no id (%j, count %j)', async (namesWithoutId, count, end) => {
    const ask = async (): Promise<ListPage<string>> => ({
      rows: ['a'],
      size: 3,
      namesWithoutId,
      count,
      bytes: 0,
    })
    expect(await collect(ask)).toEqual({ rows: ['a'], count, ...end })
  })

  it('ends even if the count is too high', async () => {
    let calls = 0
    const boastful = async (offset: number): Promise<ListPage<string>> => {
      calls += 1
      const rows = offset === 0 ? ['a', 'b'] : []
      return { rows, size: rows.length, count: 50, bytes: 0 }
    }
    expect(await collect(boastful)).toEqual({ rows: ['a', 'b'], count: 50, missing: 'short' })
    expect(calls).toBeLessThanOrEqual(3)
  })
})

it('the last rows come with the end; a failed check of the start keeps them for the retry', async () => {
  const list = Array.from({ length: 7 }, (_, n) => `row ${n}`)
  const asked: number[] = []
  let fails = 1
  const { next } = createPageReader(5, String, async (offset) => {
    asked.push(offset)
    if (asked.length > 2 && offset === 0 && fails-- > 0) throw new Error('no connection')
    const rows = list.slice(offset, offset + 5)
    return { rows, size: rows.length, count: list.length, bytes: 1 }
  })
  expect(await next()).toMatchObject({ rows: list.slice(0, 5), isEnd: false })
  await expect(next()).rejects.toThrow('no connection')
  expect(await next()).toMatchObject({ rows: list.slice(5), isEnd: true, missing: 'none' })
  expect(asked).toEqual([0, 4, 0, 0])
})
