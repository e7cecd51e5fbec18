import { afterEach, describe, expect, it, vi } from 'vitest'
import { signedIn, silentLog } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import type { Log } from '../interfaces.ts'
import { listMeetingHistory } from './meeting-history.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function historyOf(give: (asked: Asked) => Given, allUsers?: boolean, log: Log = silentLog) {
  const { site, session, calls } = await signedIn(give)
  closers.push(site.close)
  const query = { from: '2019-11-18T16:00:00.000Z', to: '2019-11-19T15:59:59.999Z' }
  const list = listMeetingHistory({ session, log }, { ...query, ...(allUsers !== undefined && { allUsers }) })
  return { list, calls }
}

/** In the format of the documented sample, with its secrets. */
const SAMPLE = {
  conferenceID: '914083436',
  confUUID: '02ae8a2d0aa911ea9ee0',
  subject: "user's meeting",
  startTime: '2019-11-18 23:31',
  endTime: '2019-11-19 00:01',
  conferenceState: 'Destroyed',
  scheduserName: 'Zhang',
  recordType: 2,
  isHasRecordFile: true,
  passwordEntry: [{ conferenceRole: 'chair', password: 'secret-of-chair' }],
  chairJoinUri: 'https://meeting.example/secret-of-chair',
  guestJoinUri: 'https://meeting.example/secret-of-guest',
}
const answer = (rows: unknown[], count: unknown = rows.length): Given => ({
  body: { offset: 0, limit: 500, count, data: rows },
})

describe('listMeetingHistory', () => {
  it('reads a meeting with UTC times, and drops its secrets', async () => {
    const { list, calls } = await historyOf(() => answer([SAMPLE]))
    expect(await list).toEqual([
      {
        source: 'cloud',
        uniqueId: '02ae8a2d0aa911ea9ee0',
        startedAt: '2019-11-18T23:31:00.000Z',
        endedAt: '2019-11-19T00:01:00.000Z',
        durationSeconds: 1800,
        subject: "user's meeting",
        confID: '914083436',
        schedulerName: 'Zhang',
        hasRecording: true,
      },
    ])
    expect(JSON.stringify(await list)).not.toContain('secret')
    expect(Object.fromEntries(calls()[0]?.query ?? [])).toEqual({
      startDate: '1574092800000',
      endDate: '1574179199999',
      offset: '0',
      limit: '500',
      sortType: 'DSC_StartTIME',
    })
  })

  it('requests all users when asked to', async () => {
    const { list, calls } = await historyOf(() => answer([]), true)
    expect(await list).toEqual([])
    expect(calls()[0]?.query.get('queryAll')).toBe('true')
  })

  it.each([
    [{ isHasRecordFile: true, recordType: 0 }, true],
    [{ isHasRecordFile: false, recordType: 2 }, false],
    [{ isHasRecordFile: 'true' }, true],
    [{ isHasRecordFile: null, recordType: 2 }, true],
    [{ isHasRecordFile: null, recordType: 3 }, true],
    [{ isHasRecordFile: null, recordType: 1 }, false],
    [{ isHasRecordFile: null, recordType: null }, false],
  ])('%j: has a recording, %s', async (patch, hasRecording) => {
    const { list } = await historyOf(() => answer([{ ...SAMPLE, ...patch }]))
    expect(await list).toMatchObject([{ hasRecording }])
  })

  it('reads what it can of malformed rows, sorts rows without a start last, and drops rows without an id', async () => {
    const rows = [
      { confUUID: 'bare' },
      { ...SAMPLE, confUUID: 'running', conferenceState: 'Created' },
      { ...SAMPLE, confUUID: 'reversed', startTime: '2019-11-19 08:00', endTime: '2019-11-19 07:00' },
      { ...SAMPLE, confUUID: '' },
      7,
    ]
    const { list } = await historyOf(() => answer(rows))
    expect(await list).toMatchObject([
      { uniqueId: 'reversed', durationSeconds: null },
      { uniqueId: 'running', endedAt: null, durationSeconds: null },
      { uniqueId: 'bare', startedAt: null, subject: '', hasRecording: false },
    ])
  })

  it.each([
    [null, '2019-11-19T00:01:00.000Z'],
    ['Destroyed', '2019-11-19T00:01:00.000Z'],
    ['Created', null],
    ['', null],
  ])('in state %j the end is %j', async (conferenceState, endedAt) => {
    const { list } = await historyOf(() => answer([{ ...SAMPLE, conferenceState }]))
    expect(await list).toMatchObject([{ endedAt }])
  })

  it('keeps a meeting that ended the moment it started', async () => {
    const { list } = await historyOf(() => answer([{ ...SAMPLE, endTime: SAMPLE.startTime }]))
    expect(await list).toMatchObject([{ durationSeconds: 0 }])
  })

  it('uses an empty text for a missing field', async () => {
    const { list } = await historyOf(() => answer([{ confUUID: 'bare' }]))
    expect(await list).toEqual([
      {
        ...{ source: 'cloud', uniqueId: 'bare', startedAt: null, endedAt: null, durationSeconds: null },
        ...{ subject: '', confID: '', schedulerName: '', hasRecording: false },
      },
    ])
  })

  it.each([
    [[SAMPLE, { confUUID: '' }, 7], [['history: rows without an id were left out', { rows: 2 }]]],
    [[SAMPLE], []],
  ])('logs how many rows were left out, if any', async (rows, lines) => {
    const warn = vi.fn()
    const { list } = await historyOf(() => answer(rows, 1), undefined, { ...silentLog, warn })
    await list
    expect(warn.mock.calls).toEqual(lines)
  })

  it('reads every page and no row twice, whether the offset counts rows or pages', async () => {
    const all = Array.from({ length: 1101 }, (_, n) => ({ ...SAMPLE, confUUID: `u${n}` }))
    for (const unit of [1, 500]) {
      const { list } = await historyOf(({ query }) => {
        const from = Number(query.get('offset')) * unit
        return answer(all.slice(from, from + 500), all.length)
      })
      expect(new Set((await list).map(({ uniqueId }) => uniqueId)).size).toBe(1101)
      expect(await list).toHaveLength(1101)
    }
  })

  it('reads a period without meetings as an empty list, and reports any other refusal', async () => {
    const refusal = (code: string) => ({ status: 400, body: { error_code: code, error_msg: 'no' } })
    expect(await (await historyOf(() => refusal('MMC.111071069'))).list).toEqual([])
    await expect((await historyOf(() => refusal('MMC.111070002'))).list).rejects.toMatchObject({
      code: 'NO_PERMISSION',
    })
    await expect((await historyOf(() => ({ body: ['not', 'a', 'page'] }))).list).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      failure: { requestId: 'answer-2' },
    })
  })
})

describe('a field of the API page', () => {
  it.each([
    ['conferenceID', '914083437'],
    ['confUUID', 'other'],
    ['subject', 'other'],
    ['startTime', '2019-11-18 23:32'],
    ['endTime', '2019-11-19 00:02'],
    ['scheduserName', 'Li'],
    ['isHasRecordFile', false],
  ])('%s is not lost', async (field, other) => {
    const read = async (row: object) => await (await historyOf(() => answer([row]))).list
    expect(await read({ ...SAMPLE, [field]: other })).not.toEqual(await read(SAMPLE))
  })
})
