import { afterEach, describe, expect, it, vi } from 'vitest'
import { signedIn, signInTo, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { createScheduler } from '../../test/scheduler.ts'
import { createRecordings } from './recordings.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Answer = (asked: Asked) => Given

/** `info` answers record/info, `links` downloadurls; the details are those of a recording that is ready. */
async function recordingsOf(info: Answer, links: Answer = () => hdLinks(1)) {
  const { site, session, calls } = await signedIn((asked) => {
    if (asked.path.endsWith('/downloadurls')) return links(asked)
    return asked.path.endsWith('/record/info')
      ? info(asked)
      : { body: { confUUID: 'x', isDecodeFinish: true } }
  })
  closers.push(site.close)
  const warn = vi.fn()
  const asked = () => calls().filter(({ path }) => path === '/v1/mmc/rlm/record/info')
  return {
    recordings: createRecordings({ session, log: { ...silentLog, warn } }),
    session,
    asked,
    warn,
    site,
  }
}

const hdLinks = (parts: number): Given => ({
  body: {
    recordUrls: [
      {
        urls: Array.from({ length: parts }, (_, n) => ({
          ...{ token: `token-${n}`, fileType: 'Hd', url: `https://192.0.2.1/videoHD/0_${n}.mp4` },
        })),
      },
    ],
  },
})

const SHA = 'ab'.repeat(32)
const ONCE = 'https://192.0.2.1/v1/mc/record/obs/download?taskId=1&onceToken=SECRET'
const file = (recordType: string, fileSize: unknown, more: object = {}) => ({
  ...{ recordType, beginTime: 1_576_721_220_000, duration: 71, fileSize, sha256: SHA.toUpperCase() },
  ...{ playUrl: `${ONCE}-play`, downloadUrl: ONCE, ...more },
})
const segment = (manualOrder: number, segmentOrder: number, ...fileList: object[]) => ({
  ...{ manualOrder, segmentOrder, segmentSize: '12345', fileList },
})
const success = (...segmentList: object[]) => ({ segmentList, segmentCount: segmentList.length })

describe('record/info', () => {
  it.each([
    ['below data', (info: object) => ({ code: '0', message: 'success', data: info })],
    ['beside the code', (info: object) => ({ code: 0, message: 'success', ...info })],
  ])('returns exact sizes, SHA-256 and audio, with its list %s', async (_, answer) => {
    const info = success(segment(1, 1, file('SPEAKER_VIDEO', 1234), file('AUDIO', '567')))
    const { recordings, asked } = await recordingsOf(() => ({ body: answer(info) }))
    expect(await recordings.files('x')).toMatchObject([
      { fileType: 'Hd', part: 1, parts: 1, extension: '.mp4', bytes: 1234, sha256: SHA },
      { fileType: 'Audio', part: 1, parts: 1, extension: '.m4a', bytes: 567, sha256: SHA },
    ])
    expect(asked().map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', { confUUID: 'x', segmentOffset: 0, segmentLimit: 20 }],
    ])
    const link = { confUUID: 'x', fileType: 'AUDIO', part: 1 }
    expect(await recordings.freshLink(link)).toEqual({ url: ONCE, headers: {} })
    // Camera and screen still come from downloadurls.
    expect(await recordings.freshLink({ ...link, fileType: 'Hd' })).toMatchObject({
      headers: { Authorization: 'token-0' },
    })
    expect(asked()).toHaveLength(2)
  })

  it('orders the parts of all pages by start and slice', async () => {
    const orders = Array.from({ length: 43 }, (_, n) => [1 + Math.floor(n / 5), 1 + (n % 5)] as const)
    const rows = orders.toReversed().map(([a, b]) => segment(a, b, file('SPEAKER_VIDEO', a * 100 + b)))
    const { recordings, asked } = await recordingsOf(
      ({ body }) => {
        const { segmentOffset, segmentLimit } = JSON.parse(body) as Record<string, number>
        const segmentList = rows.slice(segmentOffset, (segmentOffset ?? 0) + (segmentLimit ?? 0))
        return { body: { code: '0', data: { segmentList, segmentCount: rows.length } } }
      },
      () => hdLinks(43),
    )
    const files = await recordings.files('x')
    expect(files.map(({ part, bytes }) => [part, bytes])).toEqual(
      orders.map(([a, b], n) => [n + 1, a * 100 + b]),
    )
    expect(asked()).toHaveLength(4)
  })

  it('is used for a type only if the parts agree; the other types keep theirs', async () => {
    const info = success(
      segment(1, 1, file('SPEAKER_VIDEO', 1), file('SHARE_VIDEO', 2)),
      segment(1, 2, file('SPEAKER_VIDEO', 3)),
    )
    const aux = { token: 't', fileType: 'Aux', url: 'https://192.0.2.1/videoAux/0_0.mp4' }
    const { recordings, warn } = await recordingsOf(
      () => ({ body: info }),
      () => {
        const { body } = hdLinks(3) as { body: { recordUrls: [{ urls: object[] }] } }
        body.recordUrls[0].urls.push(aux)
        return { body }
      },
    )
    const files = await recordings.files('x')
    expect(files.map(({ fileType, part, bytes }) => [fileType, part, bytes])).toEqual([
      ['Hd', 1, undefined],
      ['Hd', 2, undefined],
      ['Hd', 3, undefined],
      ['Aux', 1, 2],
    ])
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[1]).toMatchObject({ fileType: 'Hd', downloadurls: 3, recordInfo: 2 })
  })

  it('is not used for parts whose links have no certain order', async () => {
    const urls = ['b', 'a'].map((name) => ({
      fileType: 'Hd',
      token: '',
      url: `https://192.0.2.1/${name}.mp4`,
    }))
    const { recordings } = await recordingsOf(
      () => ({
        body: success(segment(1, 1, file('SPEAKER_VIDEO', 1)), segment(1, 2, file('SPEAKER_VIDEO', 2))),
      }),
      () => ({ body: { recordUrls: [{ urls }] } }),
    )
    expect((await recordings.files('x')).map(({ bytes }) => bytes)).toEqual([undefined, undefined])
  })

  it('ignores invalid sizes and hashes, and drops unknown types', async () => {
    const odd = [
      file('SPEAKER_VIDEO', 0, { sha256: 'short' }),
      file('AUDIO', null, { downloadUrl: null }),
      file('SUBTITLE', 9),
      null,
      'x',
    ]
    const { recordings } = await recordingsOf(() => ({
      body: { code: '0', data: { segmentList: [{ fileList: odd }, 7, { fileList: 'none' }] } },
    }))
    const rest = { requestId: expect.any(String) as string }
    expect(await recordings.files('x')).toEqual([
      { fileType: 'Hd', part: 1, parts: 1, extension: '.mp4', ...rest },
    ])
  })

  it('returns the files that downloadurls refuses', async () => {
    const { recordings } = await recordingsOf(
      () => ({ body: success(segment(1, 1, file('SPEAKER_VIDEO', 1234))) }),
      () => ({ status: 403, body: { error_code: 'MMC.111070002' } }),
    )
    expect(await recordings.files('x')).toMatchObject([{ fileType: 'Hd', bytes: 1234 }])
    const link = { confUUID: 'x', fileType: 'Hd', part: 1 }
    expect(await recordings.freshLink(link)).toEqual({ url: ONCE, headers: {} })
    await expect(recordings.freshLink({ ...link, part: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(recordings.freshLink({ ...link, fileType: 'Sd' })).rejects.toMatchObject({
      code: 'NO_PERMISSION',
    })
  })

  it('ignores a link that is not https, and sends its token to no server', async () => {
    const url = ONCE.replace('https:', 'http:')
    const { recordings } = await recordingsOf(() => ({
      body: success(segment(1, 1, file('AUDIO', 1, { downloadUrl: url }))),
    }))
    const error: unknown = await recordings
      .freshLink({ confUUID: 'x', fileType: 'Audio', part: 1 })
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'ADDRESS_REFUSED' })
    expect(JSON.stringify(error)).not.toContain('SECRET')
  })
})

describe('where record/info is refused', () => {
  const signIn = (site: { url: string }) => ({
    ...({
      site: site.url,
      credentials: { kind: 'appId', appId: 'a', appKey: 'k' },
      remember: false,
    } as const),
  })

  it.each([
    [{ status: 403, body: { error_code: 'MMC.111070002' } }],
    [{ status: 403 }],
    [{ status: 401, body: { error_code: 'APIG.0301' } }],
    [{ status: 404, body: { error_code: 'APIG.0101' } }],
    [{ status: 404, body: '<html>nothing here</html>' }],
  ])(
    'for all recordings, it is requested once per sign-in, and files are listed without it: %j',
    async (given) => {
      const { recordings, session, asked, site } = await recordingsOf(() => given)
      for (const one of ['x', 'y', 'x'])
        expect(await recordings.files(one)).toMatchObject([{ fileType: 'Hd' }])
      expect(asked()).toHaveLength(1)
      expect(session.state().account).not.toBeNull()
      await session.signIn(signIn(site))
      await recordings.files('y')
      expect(asked()).toHaveLength(2)
    },
  )

  it.each([
    [{ status: 404, body: { error_code: 'MMC.111077201' } }],
    [{ status: 400, body: { error_code: 'MMC.112100003' } }],
    [{ body: { code: '111077201', message: 'gone' } }],
    [{ body: '<html>portal</html>' }],
  ])('for one recording, it is still requested for the others: %j', async (given) => {
    const { recordings, asked } = await recordingsOf(({ body }) =>
      body.includes('old') ? given : { body: success(segment(1, 1, file('SPEAKER_VIDEO', 5))) },
    )
    expect(await recordings.files('old')).toMatchObject([{ fileType: 'Hd' }])
    expect(await recordings.files('new')).toMatchObject([{ fileType: 'Hd', bytes: 5 }])
    expect((await recordings.files('old'))[0]).not.toHaveProperty('bytes')
    expect(asked()).toHaveLength(2)
  })

  it('does not remember a temporary failure, which omits the sizes and delays audio', async () => {
    let isBusy = true
    const { recordings } = await recordingsOf(() =>
      isBusy ? { status: 500 } : { body: success(segment(1, 1, file('SPEAKER_VIDEO', 5))) },
    )
    expect((await recordings.files('x'))[0]).not.toHaveProperty('bytes')
    const audio = recordings.freshLink({ confUUID: 'x', fileType: 'Audio', part: 1 })
    await expect(audio).rejects.toMatchObject({ code: 'SERVER_ERROR' })
    isBusy = false
    expect(await recordings.files('x')).toMatchObject([{ bytes: 5 }])
  })
})

it('a refusal under the previous sign-in does not apply to the next', async () => {
  const gates = createScheduler()
  gates.hold('info')
  const { site, session, calls } = await signedIn(async ({ path }) => {
    if (path.endsWith('/downloadurls')) return hdLinks(1)
    await gates.pass('info')
    return { status: 403 }
  })
  closers.push(site.close)
  const recordings = createRecordings({ session, log: silentLog })
  const files = recordings.files('x')
  await gates.reached('info')
  await signInTo(session, site.url)
  gates.release('info')
  await files
  await recordings.files('x')
  expect(calls().filter(({ path }) => path === '/v1/mmc/rlm/record/info')).toHaveLength(2)
})
