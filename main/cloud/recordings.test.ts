import { afterEach, describe, expect, it } from 'vitest'
import { signedIn, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { SAMPLE_ROW } from '../../test/recording-row.ts'
import { createRecordings } from './recordings.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function recordingsOf(give: (asked: Asked) => Given) {
  const { site, session, calls } = await signedIn(give)
  closers.push(site.close)
  return { recordings: createRecordings({ session, log: silentLog }), calls }
}

const link = (fileType: string, name: string, token = `token-${name}`) => ({
  token,
  fileType,
  url: `https://100.85.230.37/download/video${fileType}/${name}`,
})

describe('a recording', () => {
  it('reads the documented sample', async () => {
    const { recordings } = await recordingsOf(() => ({ body: SAMPLE_ROW }))
    expect(await recordings.get(SAMPLE_ROW.confUUID)).toEqual({
      confUUID: SAMPLE_ROW.confUUID,
      confID: '912049654',
      subject: "user8002's meeting",
      schedulerName: 'user8002',
      startTime: '2019-12-19T02:07:00.000Z',
      startText: '2019-12-19 02:07',
      durationSeconds: 71,
      sizeMB: 0,
      state: 'ready',
      readyAt: '2019-12-19T02:10:12.885Z',
      playbackUrls: SAMPLE_ROW.url,
      audience: 'participants',
    })
  })

  it.each([
    [{ isDecodeFinish: false, available: true }, 'transcoding', '2019-12-19T02:10:12.885Z'],
    [{ isDecodeFinish: false, available: false }, 'transcoding', '2019-12-19T02:10:12.885Z'],
    [{ isDecodeFinish: false, decodeEndTime: 0 }, 'transcoding', null],
    [{ available: false }, 'unavailable', '2019-12-19T02:10:12.885Z'],
    [{ available: null, isDecodeFinish: null }, 'ready', '2019-12-19T02:10:12.885Z'],
  ])('with %j is %s', async (change, state, readyAt) => {
    const { recordings } = await recordingsOf(() => ({ body: { ...SAMPLE_ROW, ...change } }))
    expect(await recordings.get('x')).toMatchObject({ state, readyAt })
  })

  it('without an id is a bad answer, with the id of the request', async () => {
    const { recordings } = await recordingsOf(() => ({ body: { ...SAMPLE_ROW, confUUID: '' } }))
    await expect(recordings.get('x')).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      failure: { requestId: expect.stringMatching(/^answer-/) },
    })
  })
})

describe('files and links', () => {
  it('are read even if the answer spells and names the recording differently', async () => {
    const urls = [link('Aux', '0_1.mp4'), link('Hd', '0_0.mp4'), link('Aux', '0_0.mp4')]
    const { recordings, calls } = await recordingsOf(() => ({
      body: {
        recordUrls: [{ confUuid: 'another', urls: [...urls, { fileType: 'Sd', token: null, url: null }, 7] }],
      },
    }))
    const rest = { extension: '.mp4', requestId: expect.any(String) as string }
    expect(await recordings.files('asked')).toEqual([
      { fileType: 'Aux', part: 1, parts: 2, ...rest },
      { fileType: 'Aux', part: 2, parts: 2, ...rest },
      { fileType: 'Hd', part: 1, parts: 1, ...rest },
    ])
    expect(await recordings.freshLink({ confUUID: 'asked', fileType: 'aux', part: 2 })).toEqual({
      url: urls[0]?.url,
      headers: { Authorization: 'token-0_1.mp4' },
    })
    const asked = calls().filter(({ path }) => path.endsWith('/downloadurls'))
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      { confUUID: 'asked', limit: '500' },
      { confUUID: 'asked', limit: '500' },
    ])
  })

  it('are read within another answer', async () => {
    const data = { recordUrls: [{ urls: [{ token: 't', fileType: 'Hd', url: 'https://host/0_0.mp4' }] }] }
    const { recordings } = await recordingsOf(({ path }) =>
      path.endsWith('/downloadurls') ? { body: { code: '0', data } } : { status: 404 },
    )
    expect(await recordings.files('x')).toMatchObject([{ fileType: 'Hd' }])
  })

  it.each([
    ['NOT_FOUND', { recordUrls: [] }],
    ['BAD_ANSWER', {}],
    ['BAD_ANSWER', { urls: [] }],
  ])('are not there: %s', async (code, body) => {
    const { recordings } = await recordingsOf(({ path }) =>
      path.endsWith('/downloadurls') ? { body } : { status: 404 },
    )
    await expect(recordings.files('x')).rejects.toMatchObject({ code })
  })

  it.each([
    [{ body: { recordUrls: [] } }],
    [{ body: {} }],
    [{ status: 400, body: { error_code: 'MMC.112100003' } }],
    [{ status: 404 }],
  ])('are NOT_TRANSCODED while the details say so: %j', async (given) => {
    const { recordings } = await recordingsOf(({ path }) =>
      path.endsWith('/downloadurls') ? given : { body: { ...SAMPLE_ROW, isDecodeFinish: false } },
    )
    const failure = { code: 'NOT_TRANSCODED', params: { readyAt: '2019-12-19T02:10:12.885Z' } }
    await expect(recordings.files('x')).rejects.toMatchObject({ failure })
    await expect(recordings.freshLink({ confUUID: 'x', fileType: 'Hd', part: 1 })).rejects.toMatchObject({
      failure,
    })
  })

  it('are asked on while a page is full, until nothing new comes', async () => {
    const all = Array.from({ length: 1203 }, (_, n) => link('Hd', `0_${n}.mp4?once=`))
    for (const honoursOffset of [true, false]) {
      const { recordings, calls } = await recordingsOf(({ path, query }) => {
        if (!path.endsWith('downloadurls')) return { status: 404 }
        const from = honoursOffset ? Number(query.get('offset') ?? 0) : 0
        const urls = all
          .slice(from, from + 500)
          .map((one) => ({ ...one, url: `${one.url}${calls().length}` }))
        return { body: { recordUrls: [{ urls }] } }
      })
      const files = await recordings.files('x')
      expect(files.map(({ part }) => part)).toEqual(
        Array.from({ length: honoursOffset ? 1203 : 500 }, (_, n) => n + 1),
      )
      const offsets = calls().flatMap(({ path, query }) =>
        path.endsWith('downloadurls') ? [query.get('offset')] : [],
      )
      expect(offsets).toEqual(honoursOffset ? [null, '500', '1000'] : [null, '500'])
    }
  })

  it('are NOT_FOUND otherwise, with the service’s message', async () => {
    const { recordings } = await recordingsOf(({ path }) =>
      path.endsWith('/downloadurls')
        ? { status: 400, body: { error_code: 'MMC.111077201', request_id: 'r' } }
        : { body: SAMPLE_ROW },
    )
    const failure = { code: 'NOT_FOUND', requestId: 'r', params: { serviceCode: 'MMC.111077201' } }
    await expect(recordings.files('x')).rejects.toMatchObject({ failure })
  })

  it('are NO_PERMISSION if both calls say so, and no other request is sent', async () => {
    const { recordings, calls } = await recordingsOf(() => ({
      status: 403,
      body: { error_code: 'MMC.111070002' },
    }))
    await expect(recordings.files('x')).rejects.toMatchObject({ code: 'NO_PERMISSION' })
    expect(calls().map(({ path }) => path.split('/').at(-1))).toEqual(['downloadurls', 'info'])
  })

  it('are a bad answer with a token that could not be sent', async () => {
    const urls = [{ ...link('Hd', '0_0.mp4'), token: 'a\r\nX-Injected: 1' }]
    const { recordings } = await recordingsOf(() => ({ body: { recordUrls: [{ urls }] } }))
    await expect(recordings.freshLink({ confUUID: 'x', fileType: 'Hd', part: 1 })).rejects.toMatchObject({
      failure: { code: 'BAD_ANSWER', requestId: expect.stringMatching(/^answer-/) },
    })
  })

  it('are NOT_FOUND with the id of the request when a part is gone', async () => {
    const { recordings } = await recordingsOf(() => ({
      body: { recordUrls: [{ urls: [link('Hd', '0_0.mp4')] }] },
    }))
    await expect(recordings.freshLink({ confUUID: 'x', fileType: 'Hd', part: 2 })).rejects.toMatchObject({
      failure: { code: 'NOT_FOUND', requestId: expect.stringMatching(/^answer-/) },
    })
  })

  it('are refused without https', async () => {
    const urls = [{ ...link('Hd', '0_0.mp4'), url: 'http://192.0.2.1/0_0.mp4?token=SECRET' }]
    const { recordings } = await recordingsOf(() => ({ body: { recordUrls: [{ urls }] } }))
    const asked = recordings.freshLink({ confUUID: 'x', fileType: 'Hd', part: 1 })
    const error = (await asked.catch((reason: unknown) => reason)) as { failure: { code: string } }
    expect(error.failure.code).toBe('ADDRESS_REFUSED')
    expect(JSON.stringify(error.failure)).not.toContain('SECRET')
  })
})
