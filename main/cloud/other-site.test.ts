import { afterEach, describe, expect, it } from 'vitest'
import { signedIn, signInSite, signInTo, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { SAMPLE_ROW } from '../../test/recording-row.ts'
import { createScheduler } from '../../test/scheduler.ts'
import { createNetwork } from '../network/network.ts'
import { listMeetingHistory } from './meeting-history.ts'
import { createOwnMinutes } from './own-minutes.ts'
import { createPrograms } from './programs.ts'
import { createRecordingLists } from './recording-lists.ts'
import { createRecordings } from './recordings.ts'
import type { Session } from './session.ts'

/**
 * A file of one site is never requested with the session of another, nor is its address sent another's token: also
 * when the user signs in elsewhere between two calls that belong together.
 */

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const gone: Given = { status: 404, body: { error_code: 'MMC.111070005' } }
const network = createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })

/**
 * Signed in to one site, whose answer to `heldPath` waits until `moveOn`: that signs in to the other site, then
 * releases the answer.
 */
async function twoSites(heldPath: string, give: (asked: Asked, other: string) => Given) {
  const gates = createScheduler()
  gates.hold(heldPath)
  const other = await signInSite(() => ({ body: SAMPLE_ROW }), 'token-of-the-other')
  const own = await signedIn(async (asked) => {
    if (asked.path === heldPath) await gates.pass(heldPath)
    return give(asked, other.site.url)
  })
  closers.push(own.site.close, other.site.close)
  const { session } = own
  return {
    session,
    site: own.site.url,
    own,
    other,
    moveOn: async () => {
      await gates.reached(heldPath)
      await signInTo(session, other.site.url)
      gates.release(heldPath)
    },
  }
}

/** The other site received only a sign-in and the revocation of its own token. */
const expectUntouched = ({ calls }: Awaited<ReturnType<typeof signInSite>>): void =>
  expect(calls().map(({ method, path }) => `${method} ${path}`)).toEqual([])

describe('a recording', () => {
  const LINKS = '/v1/mmc/management/record/downloadurls'
  const INFO = '/v1/mmc/rlm/record/info'
  const DETAILS = '/v1/mmc/management/conferences/record/files'

  it.each([
    ['its description', LINKS, 'Hd'],
    ['its details', INFO, 'Hd'],
  ])('its link is not requested from the other site: %s', async (_what, heldPath, fileType) => {
    const sites = await twoSites(heldPath, () => gone)
    const { freshLink } = createRecordings({ session: sites.session, log: silentLog })
    const link = freshLink({ site: sites.site, confUUID: 'c', fileType, part: 1 }).catch(
      (error: unknown) => (error as { failure: object }).failure,
    )
    await sites.moveOn()
    expect(await link).toMatchObject({ code: expect.stringMatching(/AUTH_REQUIRED|NOT_FOUND/) as string })
    expectUntouched(sites.other)
  })

  it('its files are not requested from the other site', async () => {
    const sites = await twoSites(LINKS, () => gone)
    const files = createRecordings({ session: sites.session, log: silentLog })
      .files('c', sites.site)
      .catch(() => null)
    await sites.moveOn()
    expect(await files).toBeNull()
    expectUntouched(sites.other)
  })

  it('a request started after the sign-in elsewhere is not sent there either', async () => {
    const sites = await twoSites(LINKS, () => gone)
    await signInTo(sites.session, sites.other.site.url)
    const recordings = createRecordings({ session: sites.session, log: silentLog })
    for (const asked of [
      recordings.get('c', sites.site),
      recordings.files('c', sites.site),
      recordings.freshLink({ site: sites.site, confUUID: 'c', fileType: 'Audio', part: 1 }),
    ])
      await expect(asked).rejects.toMatchObject({
        failure: { code: 'AUTH_REQUIRED', params: { site: sites.site } },
      })
    expectUntouched(sites.other)
    expect(sites.own.calls().filter(({ path }) => path === LINKS || path === DETAILS)).toEqual([])
  })
})

describe.each(['a material', 'a file of minutes'])('%s', (kind) => {
  const PATH = kind === 'a material' ? '/v1/usg/sss/programs/p' : '/v1/usg/sss/meeting-files/p'
  const answered = (address: string): Given => ({
    body:
      kind === 'a material'
        ? { programItemList: [{ materialId: 'm', filePath: address }] }
        : { fileCode: 'p', pdfUrl: address },
  })
  const freshLink = (session: Session, site?: string) => {
    const of = site === undefined ? {} : { site }
    const deps = { session, network: () => network }
    return kind === 'a material'
      ? createPrograms(deps).freshLink({ ...of, programId: 'p', materialId: 'm' })
      : createOwnMinutes(deps).freshLink({ ...of, fileCode: 'p', file: 'pdf' })
  }

  it.each(['named', 'taken from the session'])(
    'at an address without a host belongs to its site (%s)',
    async (how) => {
      const sites = await twoSites(PATH, () => answered('/media/file'))
      const link = freshLink(sites.session, how === 'named' ? sites.site : undefined).catch(
        (error: unknown) => (error as { code: string }).code,
      )
      await sites.moveOn()
      expect(await link).toBe('AUTH_REQUIRED')
      expectUntouched(sites.other)
    },
  )

  it('the other site gets no token, under its own name either', async () => {
    const sites = await twoSites(PATH, (_asked, other) => answered(`${other}/media/file`))
    const link = freshLink(sites.session, sites.site)
    await sites.moveOn()
    expect(await link).toEqual({ url: `${sites.other.site.url}/media/file`, headers: {} })
  })
})

describe('a list of several pages', () => {
  const range = { from: '2019-12-18T16:00:00.000Z', to: '2019-12-19T15:59:59.999Z' }
  const ofService = (session: Session) => ({ session, network: () => network })
  const lists: [string, string, (session: Session) => Promise<unknown>][] = [
    [
      'recordings',
      '/v1/mmc/management/record/files',
      (session) => createRecordingLists({ session, log: silentLog }).list(range),
    ],
    [
      'recordings up to a page',
      '/v1/mmc/management/record/files',
      (session) => createRecordingLists({ session, log: silentLog }).page(range, 1),
    ],
    [
      'numbers of recordings',
      '/v1/mmc/management/record/files',
      (session) =>
        createRecordingLists({ session, log: silentLog }).counts(
          {},
          Array.from({ length: 9 }, () => range),
        ),
    ],
    [
      'meetings',
      '/v1/mmc/management/conferences/history',
      (session) => listMeetingHistory({ session, log: silentLog }, range),
    ],
    ['programs', '/v1/usg/sss/programs', (session) => createPrograms(ofService(session)).list()],
    ['minutes', '/v1/usg/sss/meeting-files', (session) => createOwnMinutes(ofService(session)).all('')],
  ]

  it.each(lists)('of %s does not continue at the other site', async (_what, path, list) => {
    const sites = await twoSites(path, () => ({
      body: { count: 2, data: [{ ...SAMPLE_ROW, id: 'a', fileCode: 'a' }] },
    }))
    const asked = list(sites.session).catch((error: unknown) => (error as { code: string }).code)
    await sites.moveOn()
    expect(await asked).toBe('AUTH_REQUIRED')
    expectUntouched(sites.other)
  })
})

describe('details that a download is made of', () => {
  it.each<[string, (session: Session, site: string) => Promise<unknown>]>([
    ['a program', (session, site) => createPrograms({ session, network: () => network }).get('a', site)],
    ['minutes', (session, site) => createOwnMinutes({ session, network: () => network }).get('a', site)],
  ])('of %s are not asked of the other site', async (_, get) => {
    const own = await signedIn(() => ({}))
    const other = await signInSite(() => ({}))
    closers.push(own.site.close, other.site.close)
    await signInTo(own.session, other.site.url)
    await expect(get(own.session, own.site.url)).rejects.toMatchObject({ code: 'AUTH_REQUIRED' })
    expectUntouched(other)
  })
})

describe('the token', () => {
  it('is sent only to its own site', async () => {
    const { session, site } = await signedIn(() => ({}))
    closers.push(site.close)
    expect(await session.accessToken(site.url)).toBe('live-token')
    await expect(session.accessToken('https://other.example')).rejects.toMatchObject({
      code: 'AUTH_REQUIRED',
    })
  })
})
