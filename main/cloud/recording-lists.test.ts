import { afterEach, describe, expect, it } from 'vitest'
import { signedIn, signInSite, signInTo, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { SAMPLE_ROW } from '../../test/recording-row.ts'
import { createRecordingLists } from './recording-lists.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function recordingsOf(give: (asked: Asked) => Given | null) {
  const { site, session, calls } = await signedIn(give)
  closers.push(site.close)
  return { recordings: createRecordingLists({ session, log: silentLog }), calls }
}

const range = { from: '2019-12-18T16:00:00.000Z', to: '2019-12-19T15:59:59.999Z' }

describe('a list that is read whole', () => {
  /** An administrator lists all users: what is reported as the whole of it. */
  async function wholeListsOf(give: (asked: Asked) => Given | null) {
    const { site, session } = await signedIn(give)
    closers.push(site.close)
    const state = session.state()
    const account = { ...state.account, baseUrl: site.url, userId: 'u', enterpriseId: 'e', isAdmin: true }
    const whole: string[][] = []
    const recordings = createRecordingLists({
      session: { ...session, state: () => ({ ...state, account }) as never },
      log: silentLog,
      onListed: ({ confUUIDs, isWhole }) => void (isWhole && whole.push([...confUUIDs])),
    })
    return { recordings, whole }
  }
  const rows = [{ ...SAMPLE_ROW, confUUID: 'a' }]
  const query = { ...range, allUsers: true }

  it('is reported, at once and by pages', async () => {
    const { recordings, whole } = await wholeListsOf(() => ({ body: { count: 1, data: rows } }))
    expect(await recordings.list(query)).toMatchObject({ isComplete: true })
    expect(whole).toEqual([['a']])
    expect(await recordings.page(query, 0)).toMatchObject({ isLast: true })
    expect(whole).toEqual([['a'], ['a']])
  })

  it('is not reported if rows are missing', async () => {
    const { recordings, whole } = await wholeListsOf(() => ({ body: { count: 9, data: rows } }))
    expect(await recordings.list(query)).toMatchObject({ isComplete: false })
    await recordings.page(query, 0).catch(() => undefined)
    expect(whole).toEqual([])
  })
})

describe('list', () => {
  it('requests the range in milliseconds and no other filter', async () => {
    const { recordings, calls } = await recordingsOf(() => ({ body: { count: 0, data: [] } }))
    await recordings.list(range)
    await recordings.list({ ...range, search: '周会 & more', allUsers: true, order: 'oldest' })
    expect(calls().map(({ query }) => Object.fromEntries(query))).toEqual([
      {
        startDate: '1576684800000',
        endDate: '1576771199999',
        offset: '0',
        limit: '500',
        sortType: 'DSC_StartTIME',
      },
      {
        startDate: '1576684800000',
        endDate: '1576771199999',
        offset: '0',
        limit: '500',
        searchKey: '周会 & more',
        queryAll: 'true',
        sortType: 'ASC_StartTIME',
      },
    ])
    expect(calls()[0]?.headers).toMatchObject({ 'x-access-token': 'live-token' })
  })

  it.each(['record', 'page'])('returns 1203 rows once each if the offset is a %s', async (meaning) => {
    const all = Array.from({ length: 1203 }, (_, n) => ({ ...SAMPLE_ROW, confUUID: `c-${n}` }))
    const { recordings } = await recordingsOf(({ query }) => {
      const offset = Number(query.get('offset')) * (meaning === 'page' ? 500 : 1)
      return { body: { count: all.length, data: all.slice(offset, offset + 500) } }
    })
    const { items, count } = await recordings.list(range)
    expect(count).toBe(1203)
    expect(new Set(items.map(({ confUUID }) => confUUID)).size).toBe(1203)
    expect(items).toHaveLength(1203)
  })

  it('drops only rows without an id, not rows with an invalid field', async () => {
    const odd = {
      url: 5,
      rcdTime: '',
      rcdSize: true,
      subject: null,
      startTime: 7,
      recordAuthType: 9,
      available: 'no',
    }
    const { recordings } = await recordingsOf(() => ({
      body: {
        count: '4',
        data: [{ confUUID: 'a', ...odd }, null, { subject: 'no id' }, { confUUID: 'b', url: ['u', 3] }],
      },
    }))
    const { items, count, ...rest } = await recordings.list(range)
    expect(rest).toEqual({ isComplete: false, withoutId: 'no id' })
    expect(count).toBe(4)
    await recordings.page(range, 0)
    await expect(recordings.page(range, 1)).rejects.toMatchObject({
      failure: {
        code: 'LIST_INCOMPLETE',
        params: { listed: 2, count: 4, reason: 'without-id', rows: 'no id' },
      },
    })
    expect(items).toMatchObject([
      {
        confUUID: 'a',
        durationSeconds: null,
        sizeMB: null,
        subject: '',
        startTime: null,
        startText: '7',
        audience: null,
      },
      { confUUID: 'b', playbackUrls: ['u'] },
    ])
  })

  it('is empty if the service reports an empty period as an error', async () => {
    const { recordings } = await recordingsOf(() => ({ status: 400, body: { error_code: 'MMC.111071069' } }))
    expect(await recordings.list(range)).toEqual({ items: [], count: 0, isComplete: true })
  })

  it.each(['<html>portal</html>', [], { data: 'none' }])('is a bad answer for %j', async (body) => {
    const { recordings } = await recordingsOf(() => ({ body }))
    await expect(recordings.list(range)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })
})

describe('a list that is loaded page by page', () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({ ...SAMPLE_ROW, confUUID: `c-${from + n}` }))

  /** `total` rows, 500 per page; `refuse`: how many of the next requests fail. */
  async function many(total: number) {
    const state = { refuse: 0 }
    const { recordings, calls } = await recordingsOf(({ query }) => {
      if (state.refuse > 0) {
        state.refuse -= 1
        return { status: 403, body: { error_code: 'APIG.0302' } }
      }
      const offset = Number(query.get('offset'))
      return { body: { count: total, data: rows(offset, Math.min(total, offset + 500)) } }
    })
    const page = async (index: number, query = range) => {
      const { items, ...rest } = await recordings.page(query, index)
      return { ...rest, first: items[0]?.confUUID, size: items.length }
    }
    return { page, recordings, offsets: () => calls().map(({ query }) => Number(query.get('offset'))), state }
  }

  it('requests a page on demand, and marks the last one', async () => {
    const { page, offsets } = await many(1100)
    expect(await page(0)).toEqual({ count: 1100, isLast: false, first: 'c-0', size: 500 })
    expect(offsets()).toEqual([0])
    expect(await page(1)).toEqual({ count: 1100, isLast: false, first: 'c-500', size: 499 })
    // The start is read again: new recordings are there.
    expect(await page(2)).toEqual({ count: 1100, isLast: true, first: 'c-999', size: 101 })
    expect(offsets()).toEqual([0, 499, 998, 0])
  })

  it('continues at a page that failed', async () => {
    const { page, offsets, state } = await many(1100)
    await page(0)
    state.refuse = 1
    await expect(page(1)).rejects.toMatchObject({ code: 'NO_PERMISSION' })
    expect(await page(1)).toMatchObject({ first: 'c-500' })
    expect(offsets()).toEqual([0, 499, 499])
  })

  it('starts again with page 0, and finds a page whose list was dropped', async () => {
    const { page, recordings, offsets } = await many(1100)
    await page(0)
    await page(0)
    recordings.leave(range)
    expect(await page(1)).toMatchObject({ first: 'c-500' })
    expect(offsets()).toEqual([0, 0, 0, 499])
  })

  it('keeps lists of several queries apart', async () => {
    const { page } = await many(1100)
    const other = { ...range, search: 'x' }
    await page(0)
    await page(0, other)
    expect(await page(1)).toMatchObject({ first: 'c-500' })
    expect(await page(1, other)).toMatchObject({ first: 'c-500' })
  })

  it('reads a page out of sequence from a separate list', async () => {
    const { page, offsets } = await many(1600)
    await page(0)
    await page(1)
    expect(await page(1)).toMatchObject({ first: 'c-500' })
    expect(offsets()).toEqual([0, 499, 0, 499])
  })

  it('gives one page to both who ask for it at once, and asks the service once', async () => {
    const { page, offsets } = await many(1100)
    await page(0)
    const second = { count: 1100, isLast: false, first: 'c-500', size: 499 }
    expect(await Promise.all([page(1), page(1)])).toEqual([second, second])
    expect(await page(2)).toMatchObject({ first: 'c-999', size: 101 })
    expect(offsets()).toEqual([0, 499, 998, 0])
  })

  it('returns two pages that are requested at once in order', async () => {
    const { page, offsets } = await many(1100)
    await page(0)
    expect(await Promise.all([page(1), page(2)])).toMatchObject([{ first: 'c-500' }, { first: 'c-999' }])
    expect(offsets()).toEqual([0, 499, 998, 0])
  })

  it('rejects both requests of a page that failed, and can be retried', async () => {
    const { page, offsets, state } = await many(1100)
    await page(0)
    state.refuse = 1
    const ends = await Promise.allSettled([page(1), page(1)])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await page(1)).toMatchObject({ first: 'c-500' })
    expect(offsets()).toEqual([0, 499, 499])
  })

  it('fails after the last page if the service returned fewer rows than it announced', async () => {
    const { recordings } = await recordingsOf(({ query }) => {
      const offset = Number(query.get('offset'))
      return { body: { count: 1100, data: rows(offset, Math.min(600, offset + 500)) } }
    })
    expect((await recordings.page(range, 0)).items).toHaveLength(500)
    expect(await recordings.page(range, 1)).toMatchObject({ items: { length: 100 }, isLast: false })
    for (const _ of ['once', 'again'])
      await expect(recordings.page(range, 2)).rejects.toMatchObject({
        failure: { code: 'LIST_INCOMPLETE', params: { listed: 600, count: 1100 } },
      })
    expect(await recordings.list(range)).toMatchObject({ items: { length: 600 }, isComplete: false })
  })

  it('keeps the four most recent lists', async () => {
    const { page, offsets } = await many(1100)
    const named = (search: string) => ({ ...range, search })
    for (const name of ['a', 'b', 'c', 'd', 'a', 'e']) await page(0, named(name))
    const before = offsets().length
    expect(await page(1, named('a'))).toMatchObject({ first: 'c-500' })
    expect(offsets().slice(before)).toEqual([499])
    expect(await page(1, named('b'))).toMatchObject({ first: 'c-500' })
    expect(offsets().slice(before)).toEqual([499, 0, 499])
  })

  it('does not continue a list at another site', async () => {
    const { site, session } = await signedIn(() => ({ body: { count: 1100, data: rows(0, 500) } }))
    const other = await signInSite(({ query }) => {
      const offset = Number(query.get('offset'))
      return { body: { count: 1100, data: rows(offset, offset + 500) } }
    })
    closers.push(site.close, other.site.close)
    const recordings = createRecordingLists({ session, log: silentLog })
    await recordings.page(range, 0)
    await signInTo(session, other.site.url)
    expect((await recordings.page(range, 1)).items[0]?.confUUID).toBe('c-500')
    expect(other.calls().map(({ query }) => query.get('offset'))).toEqual(['0', '499'])
  })

  it('aborts a pending page when the list starts again', async () => {
    const { recordings, calls } = await recordingsOf(() => null)
    const first = recordings.page(range, 0).catch((error: unknown) => (error as { code: string }).code)
    await expect.poll(() => calls().length).toBe(1)
    const second = recordings.page(range, 0).catch((error: unknown) => (error as { code: string }).code)
    expect(await first).toBe('CANCELLED')
    recordings.leave(range)
    expect(await second).toBe('CANCELLED')
  })

  it('stops requesting pages when the caller aborts', async () => {
    const { recordings, calls } = await recordingsOf(() => null)
    const asked = recordings.page(range, 0)
    await expect.poll(() => calls().length).toBe(1)
    recordings.leave(range)
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('counts', () => {
  it('request one row each, in the order of the ranges', async () => {
    const spans = Array.from({ length: 7 }, (_, n) => ({
      from: `2026-0${n + 1}-01T00:00:00.000Z`,
      to: `2026-0${n + 1}-28T00:00:00.000Z`,
    }))
    const { recordings, calls } = await recordingsOf(({ query }) => {
      const month = new Date(Number(query.get('startDate'))).getUTCMonth()
      if (month === 2) return { status: 400, body: { error_code: 'MMC.111071069' } }
      return { body: month === 3 ? { data: [] } : { count: 100 + month, data: [SAMPLE_ROW] } }
    })
    expect(await recordings.counts({ search: 'x', allUsers: true }, spans)).toEqual([
      ...[100, 101, 0, null, 104, 105, 106],
    ])
    for (const { query } of calls()) expect(query.get('limit')).toBe('1')
    for (const { query } of calls()) expect(query.get('searchKey')).toBe('x')
  })
})
