import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import { listEndedMeetings } from '../../main/cloud/ended-meetings.ts'
import { listMeetingHistory } from '../../main/cloud/meeting-history.ts'
import { saveMinutes } from '../../main/cloud/minutes.ts'
import { createOwnMinutes } from '../../main/cloud/own-minutes.ts'
import { createPrograms } from '../../main/cloud/programs.ts'
import { createRecordingLists } from '../../main/cloud/recording-lists.ts'
import { createRecordings } from '../../main/cloud/recordings.ts'
import type { Session } from '../../main/cloud/session.ts'
import { minutesFileName, recordingFileName } from '../../main/naming/file-names.ts'
import { createNetwork } from '../../main/network/network.ts'
import { clientHttp, signedIn, silentLog } from '../cloud-client.ts'

/**
 * Answers of megabytes to every call: the work must grow with the size of the answer, not with its square, and what
 * is returned must be bounded. The processor time of a call is compared with that of parsing a plain list of the same
 * size in the same run. MEETKEEP_FUZZ_RUNS and MEETKEEP_FUZZ_SEED: more runs, and another seed.
 */

const RUNS = Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 40)
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 1)
const BYTES = 4_000_000
/** A call may parse an answer several times, and the server of the test is in the same process. */
const MOST_TIMES = 150
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
/** An answer of about BYTES: long texts, many rows, deep or wide objects, in the fields that the calls read. */
const answer = fc.oneof(
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
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never

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

function textOf(one: Answer): string {
  switch (one.kind) {
    case 'text': {
      const text = `x${one.piece.repeat(BYTES / one.piece.length)}y`
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
      return `{"count":1e9,"id":"a","${one.list}":[${`${one.row},`.repeat(BYTES / (one.row.length + 1))}1]}`
    case 'full rows': {
      const row = JSON.stringify(fullRow(1, one.piece.repeat(20)))
      const rows = Array.from({ length: Math.ceil(BYTES / row.length) }, (_, n) =>
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
      return one.open.repeat(BYTES / one.open.length)
    case 'wide':
      return `{"data":{${Array.from({ length: BYTES / 20 }, (_, n) => `"k${n}":[${n}]`).join(',')}}}`
  }
}

const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }
const network = () => createNetwork({ extraCas: [], trusted: [], onRefusedCertificate: () => {} })
const named = { site: 's', durationSeconds: null, fileType: 'Hd', part: 1, parts: 1, extension: '.mp4' }

/** Every call of main/cloud that reads an answer. */
function callsOf(session: Session, site: string): Record<string, () => Promise<unknown>> {
  const recordings = createRecordings({ session, log: silentLog })
  const lists = createRecordingLists({ session, log: silentLog })
  const programs = createPrograms({ session, network })
  const minutes = createOwnMinutes({ session, network })
  return {
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

async function cpuOf(work: () => unknown): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return user + system
}

const NAMES = Object.keys(callsOf({ onChange: () => () => {} } as Partial<Session> as Session, ''))

it.each(NAMES)('%s: an answer of megabytes takes time in proportion to its size', async (name) => {
  let body = ''
  const { site, session } = await signedIn(() => ({ body }))
  closers.push(site.close)
  const plain = JSON.stringify(
    Array.from({ length: BYTES / 50 }, (_, n) => ({ id: n, name: 'a recording of a meeting' })),
  )
  const baseline = await cpuOf(() => JSON.parse(plain))
  const call = callsOf(session, site.url)[name] ?? expect.unreachable()
  await fc.assert(
    fc.asyncProperty(answer, async (one) => {
      body = textOf(one)
      let result: unknown
      const took = await cpuOf(async () => {
        result = await call().catch((error: unknown) => error)
      })
      expect(took / baseline).toBeLessThan(MOST_TIMES)
      if (result instanceof Error) expect(result).toBeInstanceOf(AppError)
      expect(longestText(result instanceof AppError ? result.failure : result)).toBeLessThanOrEqual(
        LONGEST_TEXT,
      )
    }),
    { numRuns: Math.ceil(RUNS / NAMES.length), seed: SEED + NAMES.indexOf(name), endOnFailure: true },
  )
})
