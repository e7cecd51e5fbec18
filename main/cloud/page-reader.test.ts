import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allPages, type ListPage } from './page-reader.ts'

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
    return { rows: found, size: found.length, count: namesCount ? live.length : null }
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
    ['before it', (live: string[]) => live.slice(15), 135],
    ['one before it', (live: string[]) => live.slice(1), 149],
    ['behind it', (live: string[]) => live.slice(0, -10), 140],
  ])('goes back by as many rows as left %s', async (_where, shrink, back) => {
    let live = Array.from({ length: 200 }, (_, n) => `row-${n}`)
    const asked: number[] = []
    const ask = async (offset: number): Promise<ListPage<string>> => {
      if (offset === 150 && !asked.includes(150)) live = shrink(live)
      asked.push(offset)
      const rows = live.slice(offset, offset + LIMIT)
      return { rows, size: rows.length, count: live.length }
    }
    const { rows } = await collect(ask)
    expect(rows).toEqual(expect.arrayContaining(live))
    expect(new Set(rows).size).toBe(rows.length)
    expect(asked.slice(14, 18)).toEqual([140, 150, back, back + LIMIT])
  })

  /** 25 rows; one more is added `where` before the second request. */
  function growing(where: 'first' | 'last') {
    let live = Array.from({ length: 25 }, (_, n) => `row-${n}`)
    const asked: number[] = []
    const ask = async (offset: number): Promise<ListPage<string>> => {
      asked.push(offset)
      if (asked.length === 2) live = where === 'first' ? ['new', ...live] : [...live, 'new']
      const rows = live.slice(offset, offset + LIMIT)
      return { rows, size: rows.length, count: live.length }
    }
    return { ask, asked }
  }

  it('rereads the start only when a row was added meanwhile', async () => {
    const first = growing('first')
    expect(new Set((await collect(first.ask)).rows)).toContain('new')
    expect(first.asked).toEqual([0, 10, 20, 0])
    const last = growing('last')
    expect((await collect(last.ask)).rows).toContain('new')
    expect(last.asked).toEqual([0, 10, 20])
  })

  it('ends though the list grows with every page', async () => {
    let made = 0
    const ask = async (): Promise<ListPage<string>> => {
      made += 1
      return { rows: [`row-${made}`], size: 1, count: 1e9 + made }
    }
    await collect(ask)
    expect(made).toBe(1000)
  })

  it('returns a repeated row once', async () => {
    const server = serve({ ...usual, rows: 50, overlap: 3 })
    const { rows } = await collect(server.ask)
    expect(rows).toHaveLength(new Set(rows).size)
  })

  it('returns every row if the service sends no count', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), offsets, async (count, offset) => {
        const server = serve({ ...usual, rows: count, offset, namesCount: false })
        const { rows } = await collect(server.ask)
        // If the offset counts pages, the last page repeats and there is no count, the pages between cannot be found.
        if (offset === 'page, the last one for ever' && count > 2 * LIMIT) return
        expect(rows).toHaveLength(count)
      }),
    )
  })

  it.each([
    [0, 1],
    [LIMIT, 1],
    [4 * LIMIT, 4],
    [4 * LIMIT + 1, 5],
  ])('makes no unnecessary calls: %i rows, %i calls', async (rows, calls) => {
    const server = serve({ ...usual, rows })
    await collect(server.ask)
    expect(server.asked()).toBe(calls)
  })

  it('ends even if the service repeats pages forever', async () => {
    let made = 0
    const endless = async (): Promise<ListPage<string>> => {
      made += 1
      return { rows: [`row-${made}`], size: 1, count: made % 2 === 0 ? 1e9 : 1e9 - 1 }
    }
    const { rows } = await collect(endless)
    expect(rows).toHaveLength(made)
    expect(made).toBeLessThanOrEqual(1001)
  })

  it('ends even if the count is too high', async () => {
    let calls = 0
    const boastful = async (offset: number): Promise<ListPage<string>> => {
      calls += 1
      return offset === 0 ? { rows: ['a', 'b'], size: 2, count: 50 } : { rows: [], size: 0, count: 50 }
    }
    expect(await collect(boastful)).toEqual({ rows: ['a', 'b'], count: 50 })
    expect(calls).toBeLessThanOrEqual(3)
  })
})
