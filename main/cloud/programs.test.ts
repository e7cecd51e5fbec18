import { afterEach, describe, expect, it } from 'vitest'
import { signedIn } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { createNetwork } from '../network/network.ts'
import { createPrograms } from './programs.ts'

const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function programsOf(give: (asked: Asked) => Given) {
  const { site, session, calls } = await signedIn(give)
  closers.push(site.close)
  return { programs: createPrograms({ session, network: () => network }), calls, url: site.url }
}

/** The documented sample ("Querying Program Details by ID"). */
const SAMPLE = {
  id: '0b95f012274443a1bb0a223c131284a6',
  lastUpdatedBy: '',
  updateTime: 1_593_538_299_852,
  programName: 'LhL85eKrB9',
  materialSizeStr: '462.71KB',
  playTime: 10,
  programItemList: [
    {
      materialId: 'c704',
      materialName: 'upload',
      filePath: 'https://mock/download-file?sign=secret',
      playTime: 10,
    },
  ],
}

describe('list', () => {
  const ROW = {
    id: 'a',
    lastUpdatedBy: 'Li',
    updateTime: 1000,
    programName: 'A',
    materialSizeStr: '1KB',
    playTime: 5,
  }

  it('returns every program once, last changed first, even if the last page repeats', async () => {
    const all = Array.from({ length: 23 }, (_, n) => ({ ...ROW, id: `p${n}`, updateTime: n * 1000 }))
    const { programs, calls } = await programsOf(({ query }) => {
      // At most ten at once, and the last ones again past the end.
      const offset = Number(query.get('offset'))
      const from = offset < all.length ? offset : 20
      return { body: { offset: from, limit: 10, count: all.length, data: all.slice(from, from + 10) } }
    })
    const list = await programs.list()
    expect(list.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toReversed())
    expect(calls()).toHaveLength(4)
    expect(calls()[0]?.query.has('searchKey')).toBe(false)
  })

  it('passes the search on and reads what it can of malformed rows', async () => {
    const rows = [{ id: 'bare', playTime: 'long' }, { ...ROW, id: '' }, 7, ROW]
    const { programs, calls } = await programsOf(() => ({ body: { count: 4, data: rows } }))
    expect(await programs.list('墙')).toEqual([
      {
        id: 'a',
        name: 'A',
        lastUpdatedBy: 'Li',
        updatedAt: '1970-01-01T00:16:40.000Z',
        sizeText: '1KB',
        playSeconds: 5,
      },
      { id: 'bare', name: '', lastUpdatedBy: '', updatedAt: null, sizeText: '', playSeconds: null },
    ])
    expect(calls()[0]?.query.get('searchKey')).toBe('墙')
  })

  it('fails with BAD_ANSWER if the answer is not a list', async () => {
    const { programs } = await programsOf(() => ({ body: { data: 'none' } }))
    await expect(programs.list()).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      failure: { requestId: 'answer-2' },
    })
  })
})

describe('get', () => {
  it('reads the documented sample under the requested id', async () => {
    const { programs, calls } = await programsOf(() => ({ body: SAMPLE }))
    expect(await programs.get('6cff b/6?')).toEqual({
      id: '6cff b/6?',
      name: 'LhL85eKrB9',
      lastUpdatedBy: '',
      updatedAt: '2020-06-30T17:31:39.852Z',
      sizeText: '462.71KB',
      playSeconds: 10,
      // Its query may hold a secret, which the page must not get.
      materials: [
        {
          id: 'c704',
          name: 'upload',
          playSeconds: 10,
          path: 'https://mock/download-file',
          canDownload: true,
        },
      ],
    })
    expect(calls()[0]?.path).toBe('/v1/usg/sss/programs/6cff%20b%2F6%3F')
  })

  it('reads what it can of a malformed program', async () => {
    const items = [
      { materialId: 'a', playTime: 4 },
      { materialName: 'no id', playTime: '3', filePath: 'https://' },
      7,
    ]
    const body = { programItemList: items, updateTime: 'x', playTime: null }
    const { programs } = await programsOf(() => ({ body }))
    expect(await programs.get('p')).toMatchObject({
      updatedAt: null,
      playSeconds: 7,
      materials: [
        { id: 'a', canDownload: false },
        { id: '#2', name: 'no id', canDownload: false },
      ],
    })
  })

  it.each([{}, { error: 'text' }, '<html>', null])('reads %j as no program', async (body) => {
    const { programs } = await programsOf(() => ({ body }))
    await expect(programs.get('p')).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', requestId: expect.stringMatching(/^answer-/) },
    })
  })

  it.each(['.', '..'])('sends no request for the id %j', async (id) => {
    const { programs, calls } = await programsOf(() => ({ body: SAMPLE }))
    await expect(programs.get(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(calls()).toEqual([])
  })
})

describe('freshLink', () => {
  const linkTo = async (filePath: (url: string) => string) => {
    let url = ''
    const made = await programsOf(() => ({
      body: { ...SAMPLE, programItemList: [{ materialId: 'm', filePath: filePath(url) }] },
    }))
    url = made.url
    return { link: made.programs.freshLink({ programId: 'p', materialId: 'm' }), url }
  }

  it("sends the token only to the service's own origin", async () => {
    const own = await linkTo((url) => `${url}/file`)
    expect(await own.link).toEqual({ url: `${own.url}/file`, headers: { 'X-Access-Token': 'live-token' } })
    const relative = await linkTo(() => '/file?x=1')
    expect(await relative.link).toEqual({
      url: `${relative.url}/file?x=1`,
      headers: { 'X-Access-Token': 'live-token' },
    })
    for (const other of ['https://mock/download-file', 'http://127.0.0.1:1/file', 'https://127.0.0.1/file'])
      expect(await (await linkTo(() => other)).link).toEqual({ url: other, headers: {} })
  })

  it.each(['https://', 'http://192.0.2.1/file', 'file:///etc/passwd', 'https://user:pw@mock/file'])(
    'refuses %s',
    async (filePath) => {
      const { link } = await linkTo(() => filePath)
      await expect(link).rejects.toMatchObject({
        failure: { code: 'ADDRESS_REFUSED', requestId: expect.stringMatching(/^answer-/) },
      })
    },
  )

  it.each(['', undefined])('is NOT_FOUND without a path', async (filePath) => {
    const { link } = await linkTo(() => filePath as string)
    await expect(link).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a field of the API page', () => {
  const [ITEM] = SAMPLE.programItemList
  it.each([
    ['lastUpdatedBy', { lastUpdatedBy: 'Li' }],
    ['updateTime', { updateTime: SAMPLE.updateTime + 1 }],
    ['programName', { programName: 'other' }],
    ['materialSizeStr', { materialSizeStr: '462.72KB' }],
    ['playTime', { playTime: 11 }],
    ['materialId', { programItemList: [{ ...ITEM, materialId: 'c705' }] }],
    ['materialName', { programItemList: [{ ...ITEM, materialName: 'other' }] }],
    ['filePath', { programItemList: [{ ...ITEM, filePath: 'https://mock/other?sign=secret' }] }],
    ['playTime of a material', { programItemList: [{ ...ITEM, playTime: 11 }] }],
  ])('%s is not lost', async (_, other) => {
    const read = async (body: object) => await (await programsOf(() => ({ body }))).programs.get('p')
    expect(await read({ ...SAMPLE, ...other })).not.toEqual(await read(SAMPLE))
  })
})
