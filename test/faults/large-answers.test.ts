import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import type { Credentials } from '../../contract/account.ts'
import { AppError } from '../../contract/errors.ts'
import { listEndedMeetings } from '../../main/cloud/ended-meetings.ts'
import { listMeetingHistory } from '../../main/cloud/meeting-history.ts'
import { saveMinutes } from '../../main/cloud/minutes.ts'
import { createOwnMinutes } from '../../main/cloud/own-minutes.ts'
import { createPrograms } from '../../main/cloud/programs.ts'
import { createRecordingLists } from '../../main/cloud/recording-lists.ts'
import { createRecordings } from '../../main/cloud/recordings.ts'
import { createRecordInfo } from '../../main/cloud/record-info.ts'
import { createSession, type Session } from '../../main/cloud/session.ts'
import { minutesFileName, recordingFileName } from '../../main/naming/file-names.ts'
import { createNetwork } from '../../main/network/network.ts'
import { clientHttp, noSecrets, signedIn, silentLog } from '../cloud-client.ts'
import { jsonSite } from '../json-site.ts'

/**
 * Answers of all shapes and sizes, up to megabytes, to every call: the work must grow with the size of the answer, not
 * with its square, no single piece of it may hold up the loop, and what is returned must be bounded. The processor time
 * of a call is compared with that of parsing a plain list of 4 MB in the same run. MEETKEEP_FUZZ_RUNS and
 * MEETKEEP_FUZZ_SEED: more runs, and another seed.
 */

const RUNS = Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 40)
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 1)
const BYTES = 4_000_000
/** A call may parse an answer several times, and the server of the test is in the same process. */
const MOST_TIMES = 150
/** Far above what a busy machine adds, and far below a quadratic rule on an answer of this size: minutes. */
const LONGEST_BLOCK_MS = 10_000
const LONGEST_TEXT = 8000

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const FIELDS = [
  ...[
    'confUUID',
    'id',
    'fileCode',
    'unique_id',
    'subject',
    'topic',
    'programName',
    'room_name',
    'scheduserName',
  ],
  ...[
    'startTime',
    'created_at',
    'confID',
    'materialSizeStr',
    'fileUrl',
    'filePath',
    'pdfFileName',
    'downloadUrl',
  ],
  ...['url', 'token', 'fileType', 'sha256', 'recordType', 'error_code', 'error_msg', 'request_id', 'message'],
]
const LISTS = ['data', 'recordUrls', 'urls', 'segmentList', 'fileList', 'programItemList', 'error']

const piece = fc.constantFrom(
  ...[
    '.',
    ' ',
    'x.',
    '. ',
    '\u0301',
    '\u0315\u0300',
    '\u200d',
    '👨\u200d',
    '\ud800',
    'https://a/',
    '/',
    '?',
    '%41',
  ],
  ...['token=', 'Basic ', '1', '-', '\u0000', '<', '\n', '\ufdfa', '2026-11-18 02:07'],
)
/** Bytes of an answer: mostly large ones, and small ones of every size. */
const size = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(BYTES, BYTES, 1_000_000) },
  { weight: 1, arbitrary: fc.nat(100_000) },
)
/** An answer of about `size`: long texts, many rows, deep or wide objects, in the fields that the calls read. */
const shape = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), piece, field: fc.constantFrom(...FIELDS) }),
  fc.record({
    kind: fc.constant('rows' as const),
    list: fc.constantFrom(...LISTS),
    row: fc.constantFrom('{}', '1', '""', '[]'),
  }),
  fc.record({ kind: fc.constant('full rows' as const), list: fc.constantFrom(...LISTS), piece }),
  fc.record({ kind: fc.constant('deep' as const), open: fc.constantFrom('[', '{"data":', '[{"data":') }),
  fc.record({ kind: fc.constant('wide' as const) }),
)
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never

/** A row with every field; ids and links are different in each. */
function fullRow(n: number, text: string): object {
  const url = `https://h.example/v/${n % 7}/0_${n}.mp4`
  const texts = Object.fromEntries(FIELDS.map((field) => [field, text]))
  const ids = { confUUID: `c${n}`, id: `p${n}`, fileCode: `f${n}`, unique_id: `u${n}`, materialId: `m${n}` }
  const link = {
    url,
    downloadUrl: url,
    filePath: url,
    token: 't',
    fileType: 'Hd',
    recordType: 'SPEAKER_VIDEO',
  }
  const { error_code: _, request_id: __, error_msg: ___, message: ____, ...others } = texts
  return { ...others, ...ids, ...link, manualOrder: n, segmentOrder: n, urls: [link], fileList: [link] }
}

function textOf(one: Shape, bytes: number): string {
  switch (one.kind) {
    case 'text': {
      const text = `x${one.piece.repeat(bytes / one.piece.length)}y`
      const row = { ...fullRow(1, 'a'), [one.field]: text }
      return JSON.stringify({
        ...row,
        count: 1,
        data: [row],
        recordUrls: [{ urls: [row] }],
        programItemList: [row],
      })
    }
    case 'rows':
      return `{"count":1e9,"id":"a","${one.list}":[${`${one.row},`.repeat(bytes / (one.row.length + 1))}1]}`
    case 'full rows': {
      const row = JSON.stringify(fullRow(1, one.piece.repeat(20)))
      const rows = Array.from({ length: Math.ceil(bytes / row.length) }, (_, n) =>
        fullRow(n, one.piece.repeat(20)),
      )
      return JSON.stringify({
        count: rows.length,
        id: 'a',
        confUUID: 'a',
        [one.list]: rows,
        recordUrls: [{ urls: rows }],
      })
    }
    case 'deep':
      return one.open.repeat(bytes / one.open.length)
    case 'wide':
      return `{"data":{${Array.from({ length: bytes / 20 }, (_, n) => `"k${n}":[${n}]`).join(',')}}}`
  }
}

const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }
const network = () => createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
const named = { site: 's', durationSeconds: null, fileType: 'Hd', part: 1, parts: 1, extension: '.mp4' }

/** Every call of main/cloud that reads an answer; `signIns` is a site that answers sign-ins in the same way. */
function callsOf(session: Session, site: string, signIns: string): Record<string, () => Promise<unknown>> {
  const recordings = createRecordings({ session, log: silentLog })
  const lists = createRecordingLists({ session, log: silentLog })
  const programs = createPrograms({ session, network })
  const minutes = createOwnMinutes({ session, network })
  const info = createRecordInfo({ session, log: silentLog })
  const signIn = async (credentials: Credentials): Promise<unknown> => {
    const other = createSession({ http: clientHttp().http, secrets: noSecrets, log: silentLog })
    await other.signIn({ site: signIns, credentials, remember: false })
    return other.state()
  }
  return {
    'a sign-in by App ID': () => signIn({ kind: 'appId', appId: 'app', appKey: 'key' }),
    'a sign-in by password': () => signIn({ kind: 'password', account: 'a', password: 'b' }),
    'a sign-in by token': () => signIn({ kind: 'token', accessToken: 'token' }),
    'the described files of a recording': () => info.files('a', site),
    'the details of a recording': async () => {
      const recording = await recordings.get('a')
      return [recording, recordingFileName({ ...named, ...recording })]
    },
    'the files of a recording': () => recordings.files('a'),
    'a link': () => recordings.freshLink({ confUUID: 'a', fileType: 'Hd', part: 1 }),
    'a list of recordings': () => lists.list(range),
    'a page of recordings': () => lists.page(range, 0),
    'the number of recordings': () => lists.counts({}, [range]),
    'the history of meetings': () => listMeetingHistory({ session, log: silentLog }, range),
    'the programs': () => programs.list(),
    'a program': () => programs.get('a'),
    'the minutes': () => minutes.all(''),
    'a page of minutes': () => minutes.page({ search: '', offset: 0 }),
    'the details of minutes': async () => {
      const found = await minutes.get('a')
      return [found, minutesFileName({ site: 's', ...found, file: 'source', name: found.topic })]
    },
    'a save of minutes': () => saveMinutes(session, [['a', 'b']]),
    'ended meetings': () =>
      listEndedMeetings({ http: clientHttp().http, baseUrl: site, authorization: 'secret-token' }),
  }
}

function longestText(value: unknown): number {
  let longest = 0
  JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'string') longest = Math.max(longest, one.length)
    return one
  })
  return longest
}

/** Runs `work`, and then lets the loop turn until the delay of its last block has been recorded. */
async function longestBlockOf(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  try {
    await work()
    for (const { count } = delay; delay.count === count;) await setImmediate()
    return delay.max / 1e6
  } finally {
    delay.disable()
  }
}

async function cpuOf(work: () => unknown): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return user + system
}

const NAMES = Object.keys(callsOf({ onChange: () => () => {} } as Partial<Session> as Session, '', ''))

it.each(NAMES)(`%s: an answer takes time in proportion to its size (seed ${SEED})`, async (name) => {
  let body = ''
  const { site, session } = await signedIn(() => ({ body }))
  const signIns = await jsonSite(() => ({ body }))
  closers.push(site.close, signIns.close)
  const plain = JSON.stringify(
    Array.from({ length: BYTES / 50 }, (_, n) => ({ id: n, name: 'a recording of a meeting' })),
  )
  const baseline = await cpuOf(() => JSON.parse(plain))
  const call = callsOf(session, site.url, signIns.url)[name] ?? expect.unreachable()
  await fc.assert(
    fc.asyncProperty(shape, size, async (one, bytes) => {
      body = textOf(one, bytes)
      let result: unknown
      let took = 0
      const longestBlock = await longestBlockOf(async () => {
        took = await cpuOf(async () => {
          result = await call().catch((error: unknown) => error)
        })
      })
      expect(longestBlock).toBeLessThan(LONGEST_BLOCK_MS)
      expect(took / baseline).toBeLessThan(MOST_TIMES)
      if (result instanceof Error) expect(result).toBeInstanceOf(AppError)
      expect(longestText(result instanceof AppError ? result.failure : result)).toBeLessThanOrEqual(
        LONGEST_TEXT,
      )
    }),
    { numRuns: Math.ceil(RUNS / NAMES.length), seed: SEED + NAMES.indexOf(name), endOnFailure: true },
  )
})
