import { afterEach, describe, expect, it } from 'vitest'
import { signedIn } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { createNetwork } from '../network/network.ts'
import { createOwnMinutes, nextOffset } from './own-minutes.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })

async function minutesOf(give: (asked: Asked, count: number) => Given) {
  const { site, session, calls } = await signedIn(give)
  closers.push(site.close)
  return { minutes: createOwnMinutes({ session, network: () => network }), calls, url: site.url }
}

/** The documented sample ("Querying the Meeting Minutes List"). */
const SAMPLE = {
  fileCode: 'f6a1',
  topic: '季度评审',
  fileId: 's1',
  fileName: 'board.cwb',
  fileSize: 6371,
  thumbnailFileId: 't1',
  thumbnailFileName: 'board.jpg',
  thumbnailFileSize: 12_206,
  pdfFileId: 'p1',
  pdfFileName: 'board.pdf',
  pdfFileSize: 40_000,
  creationTimestamp: 1_593_538_299_852,
}
const READ = {
  fileCode: 'f6a1',
  topic: '季度评审',
  createdAt: '2020-06-30T17:31:39.852Z',
  files: [
    { file: 'pdf', name: 'board.pdf', bytes: 40_000 },
    { file: 'source', name: 'board.cwb', bytes: 6371 },
  ],
  hasThumbnail: true,
}

describe('page', () => {
  it.each([
    ['an array', [SAMPLE]],
    ['a single object, as in the sample', SAMPLE],
  ])('reads data that is %s', async (_, data) => {
    const { minutes, calls } = await minutesOf(() => ({ body: { count: 1, limit: 50, offset: 0, data } }))
    expect(await minutes.page({ search: '', offset: 0 })).toEqual({
      rows: [READ],
      count: 1,
      nextOffset: null,
    })
    expect(Object.fromEntries(calls()[0]?.query ?? [])).toEqual({ offset: '0', limit: '50' })
  })

  it('reads what it can of malformed rows, and drops rows that cannot be requested', async () => {
    const data = [{ fileCode: 'a', creationTimestamp: 'soon', fileSize: '12' }, { topic: 'no code' }, 7]
    const { minutes, calls } = await minutesOf(() => ({ body: { count: 3, data } }))
    expect((await minutes.page({ search: '周 会', offset: 50 })).rows).toEqual([
      {
        fileCode: 'a',
        topic: '',
        createdAt: null,
        files: [{ file: 'source', name: '', bytes: 12 }],
        hasThumbnail: false,
      },
    ])
    expect(calls()[0]?.query.get('searchKey')).toBe('周 会')
  })

  it.each([[null], [undefined]])('reads %s as an empty list', async (data) => {
    const { minutes } = await minutesOf(() => ({ body: { count: 0, data } }))
    expect(await minutes.page({ search: '', offset: 0 })).toEqual({ rows: [], count: 0, nextOffset: null })
  })

  it('fails if the answer is not a list', async () => {
    const { minutes } = await minutesOf(() => ({ body: '"maintenance"' }))
    await expect(minutes.page({ search: '', offset: 0 })).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      failure: { requestId: expect.stringMatching(/^answer-/) },
    })
  })
})

it.each<[string, number, { size: number; count: number | null; offset: number | null }, number | null]>([
  ['more to come', 0, { size: 50, count: 120, offset: 0 }, 50],
  ['a service that gives fewer than asked for', 0, { size: 10, count: 12, offset: 0 }, 10],
  ['the count is reached', 100, { size: 20, count: 120, offset: 100 }, null],
  ['the last page again, past the end', 150, { size: 20, count: 200, offset: 100 }, null],
  ['an empty page, regardless of the count', 50, { size: 0, count: 120, offset: 50 }, null],
  ['no count, a full page', 0, { size: 50, count: null, offset: null }, 50],
  ['no count, a short page', 50, { size: 49, count: null, offset: null }, null],
])('nextOffset: %s', (_, asked, page, next) => {
  expect(nextOffset(asked, page)).toBe(next)
})

it('returns every row once, even if an offset past the end repeats the last page', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({ ...SAMPLE, fileCode: `m${n}` }))
  const { minutes } = await minutesOf(({ query }) => {
    const offset = Math.min(Number(query.get('offset')), 6)
    return { body: { count: 7, offset, data: rows.slice(offset, offset + 3) } }
  })
  expect((await minutes.all('')).map(({ fileCode }) => fileCode)).toEqual(
    rows.map(({ fileCode }) => fileCode),
  )
})

describe('freshLink', () => {
  const details = (more: object) => ({ body: { ...SAMPLE, ...more } })

  it.each<[string, 'pdf' | 'source', string]>([
    ['pdf', 'pdf', 'https://space.example.com/a.pdf'],
    ['source', 'source', 'https://space.example.com/a.cwb'],
  ])('returns the %s, and sends the token to no other host', async (_, file, url) => {
    const { minutes } = await minutesOf(() =>
      details({ fileUrl: 'https://space.example.com/a.cwb', pdfUrl: 'https://space.example.com/a.pdf' }),
    )
    expect(await minutes.freshLink({ fileCode: 'f6a1', file })).toEqual({ url, headers: {} })
  })

  it('sends the token to the service itself', async () => {
    const { minutes, url } = await minutesOf(() => details({ pdfUrl: '/space/a.pdf' }))
    expect(await minutes.freshLink({ fileCode: 'f6a1', file: 'pdf' })).toEqual({
      url: `${url}/space/a.pdf`,
      headers: { 'X-Access-Token': 'live-token' },
    })
  })

  it.each([
    ['no address', { pdfUrl: null }, 'NOT_FOUND'],
    ['an address that is not https', { pdfUrl: 'http://space.example.com/a.pdf' }, 'ADDRESS_REFUSED'],
    ['no address of the web', { pdfUrl: 'file:///etc/passwd' }, 'ADDRESS_REFUSED'],
  ])('refuses %s', async (_, more, code) => {
    const { minutes } = await minutesOf(() => details(more))
    await expect(minutes.freshLink({ fileCode: 'f6a1', file: 'pdf' })).rejects.toMatchObject({ code })
  })

  it.each([{}, { error: 'text' }, null])('reads %j as no minutes', async (body) => {
    const { minutes } = await minutesOf(() => ({ body }))
    await expect(minutes.get('f')).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', requestId: expect.stringMatching(/^answer-/) },
    })
  })

  it.each(['.', '..'])('sends no request for the code %s', async (fileCode) => {
    const { minutes, calls } = await minutesOf(() => details({}))
    await expect(minutes.freshLink({ fileCode, file: 'pdf' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(calls()).toEqual([])
  })
})

it('get requests the minutes by their code as a path segment', async () => {
  const { minutes, calls } = await minutesOf(() => ({ body: { ...SAMPLE, fileCode: 'another' } }))
  expect(await minutes.get('a/b?')).toEqual({ ...READ, fileCode: 'a/b?' })
  expect(calls()[0]?.path).toBe('/v1/usg/sss/meeting-files/a%2Fb%3F')
})

it('returns null for a missing thumbnail', async () => {
  const { minutes } = await minutesOf(() => ({ body: { ...SAMPLE, thumbnailUrl: '' } }))
  expect(await minutes.thumbnail('f6a1')).toBeNull()
})

describe('a field of the API page', () => {
  it.each([
    ['fileCode', 'f6a2'],
    ['topic', 'other'],
    ['fileName', 'other.cwb'],
    ['fileSize', 6372],
    ['pdfFileName', 'other.pdf'],
    ['pdfFileSize', 40_001],
    ['creationTimestamp', SAMPLE.creationTimestamp + 1],
    // Whether there is a picture; its id, name and size say nothing to a user.
    ['thumbnailFileId', ''],
  ])('%s is not lost', async (field, other) => {
    const read = async (row: object) => {
      const { minutes } = await minutesOf(() => ({ body: { count: 1, limit: 50, offset: 0, data: [row] } }))
      return await minutes.page({ search: '', offset: 0 })
    }
    expect(await read({ ...SAMPLE, [field]: other })).not.toEqual(await read(SAMPLE))
  })
})
