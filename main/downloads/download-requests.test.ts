import { FLAT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { DEFAULT_NAMING } from '../naming/file-names.ts'
import { extname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../contract/errors.ts'
import type { OwnMinutes } from '../../contract/own-minutes.ts'
import type { Program } from '../../contract/program.ts'
import type { Recording, RecordingFile } from '../../contract/recording.ts'
import type { Recordings } from '../cloud/recordings.ts'
import { requestsForMaterials, requestsForMinutes, requestsForRecordings } from './download-requests.ts'

const SITE = 'https://site.example'
const notAsked = (): never => {
  throw new Error('not asked for here')
}

const file = (fileType: string, part = 1, parts = 1, extension = '.mp4'): RecordingFile => ({
  fileType,
  part,
  parts,
  extension,
})

function recording(confUUID: string, change: Partial<Recording> = {}): Recording {
  return {
    ...{ confUUID, confID: '1', subject: 'Weekly / 周会', schedulerName: '', startText: '' },
    ...{ startTime: '2026-01-02T03:04:00.000Z', durationSeconds: 1, sizeMB: 0, playbackUrls: [] },
    ...{ state: 'ready', readyAt: null, audience: null },
    ...change,
  }
}

/** A service with these recordings; `most` returns the maximum of concurrent lookups. */
function service(all: Record<string, { recording: Recording; files: RecordingFile[] } | AppError>) {
  const seen = { now: 0, most: 0, asked: [] as string[] }
  const find = (confUUID: string) => {
    const found = all[confUUID] ?? new AppError('NOT_FOUND')
    if (found instanceof AppError) throw found
    return found
  }
  const recordings: Recordings = {
    freshLink: notAsked,
    hostOf: notAsked,
    get: async (confUUID) => {
      seen.asked.push(confUUID)
      seen.now += 1
      seen.most = Math.max(seen.most, seen.now)
      await new Promise((resolve) => setTimeout(resolve, 1))
      seen.now -= 1
      return find(confUUID).recording
    },
    files: async (confUUID) => find(confUUID).files,
  }
  return { recordings, seen }
}

describe('requests for recordings', () => {
  it('never take the extension of a program from the service', async () => {
    const files = [file('Hd', 1, 1, '.exe'), file('Audio', 1, 1, '.lnk')]
    const { recordings } = service({ u1: { recording: recording('u1'), files } })
    const { requests } = await requestsForRecordings(recordings, SITE, ['u1'], [])
    expect(requests.map(({ fileName, mustBeBoxes }) => [extname(fileName), mustBeBoxes])).toEqual([
      ['.mp4', true],
      ['.mp4', true],
    ])
  })

  it('queue the files of the wanted types, case-insensitively, each under a unique name', async () => {
    const files = [file('Hd', 1, 2), file('Hd', 2, 2), file('Sd'), file('Extra', 1, 1, '.webm')]
    const { recordings } = service({ u1: { recording: recording('u1'), files } })
    const { requests, failed } = await requestsForRecordings(recordings, SITE, ['u1'], ['HD', 'extra', 'Aux'])
    expect(failed).toEqual([])
    expect(requests.map(({ source }) => source)).toEqual(
      [
        ['Hd', 1],
        ['Hd', 2],
        ['Extra', 1],
      ].map(([fileType, part]) => ({ kind: 'recording', site: SITE, confUUID: 'u1', fileType, part })),
    )
    expect(requests.map(({ mustBeBoxes }) => mustBeBoxes)).toEqual([true, true, false])
    expect(requests.map(({ parts }) => parts)).toEqual([2, 2, 1])
    expect(new Set(requests.map(({ fileName }) => fileName)).size).toBe(3)
    for (const { fileName } of requests)
      expect(fileName).toMatch(/^2026\/01\/2026-01-0\d \d{4} Weekly 周会\/[^/]+$/)
    expect(requests.map(({ fileName }) => extname(fileName))).toEqual(['.mp4', '.mp4', '.webm'])
  })

  it('queue all files when no type is named', async () => {
    const files = [file('Hd'), file('Sd'), file('')]
    const { recordings } = service({ u1: { recording: recording('u1'), files } })
    expect((await requestsForRecordings(recordings, SITE, ['u1'], [])).requests).toHaveLength(3)
  })

  it('carry the service’s facts about a file and its meeting; audio may have any format', async () => {
    const files = [{ ...file('Hd'), bytes: 5, sha256: 'ab'.repeat(32) }, file('Audio', 1, 1, '.m4a')]
    const about = { confID: '912049654', schedulerName: '张三', durationSeconds: 71 }
    const { recordings } = service({ u1: { recording: recording('u1', about), files } })
    const { requests } = await requestsForRecordings(recordings, SITE, ['u1'], [])
    const meeting = { confID: '912049654', scheduler: '张三', durationSeconds: 71 }
    expect(requests).toMatchObject([
      { expected: { bytes: 5, sha256: 'ab'.repeat(32) }, meeting, mustBeBoxes: true },
      { expected: { bytes: null, sha256: null }, meeting, mustBeBoxes: false },
    ])
    expect(requests[1]?.fileName).toMatch(/\.m4a$/)
  })

  it('tell for the description what else there is, and which file it is for', async () => {
    const files = [{ ...file('Hd'), requestId: 'r-1' }, file('Aux', 1, 2), file('Aux', 2, 2)]
    const about = { audience: null, audienceCode: 7, sizeMB: 12 }
    const { recordings } = service({ u1: { recording: recording('u1', about), files } })
    const factsOf = async (template: string) =>
      (await requestsForRecordings(recordings, SITE, ['u1'], ['hd'], { ...DEFAULT_NAMING, template }))
        .requests[0]?.facts
    const notTaken = [{ fileType: 'Aux', parts: 2 }]
    const facts = { audience: '7', sizeMB: 12, notTaken, requestId: 'r-1' }
    expect(await factsOf(DEFAULT_NAMING.template)).toEqual({ ...facts, describes: 'meeting' })
    expect(await factsOf(FLAT_NAME_TEMPLATE)).toEqual({ ...facts, describes: 'file' })
    expect(await factsOf('{year}/{type} {part} {id8}')).toMatchObject({ describes: 'file' })
  })

  it('keep two recordings of one topic and minute apart, and two sites', async () => {
    const files = [file('Hd')]
    const { recordings } = service({
      u1: { recording: recording('u1'), files },
      u2: { recording: recording('u2'), files },
    })
    const flat = { ...DEFAULT_NAMING, template: FLAT_NAME_TEMPLATE }
    const of = (site: string) => requestsForRecordings(recordings, site, ['u1', 'u2'], [], flat)
    const [here, there] = [await of(SITE), await of('https://other.example')]
    const names = [...here.requests, ...there.requests].map(({ fileName }) => fileName)
    expect(new Set(names).size).toBe(4)
  })

  it('are processed in the given order, once each, and a failure stops no other', async () => {
    const readyAt = '2026-01-02T05:00:00.000Z'
    const files = [file('Hd')]
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`r${n}`, { recording: recording(`r${n}`), files }]),
    )
    const { recordings, seen } = service({
      ...many,
      preparing: { recording: recording('preparing', { state: 'transcoding', readyAt }), files },
      someday: { recording: recording('someday', { state: 'transcoding' }), files },
      others: { recording: recording('others'), files: [file('Sd')] },
      secret: new AppError('NO_PERMISSION', { requestId: 'r1' }),
    })
    const wanted = ['preparing', 'someday', 'gone', 'others', 'secret', ...Object.keys(many), 'r3', 'gone']
    const { requests, failed } = await requestsForRecordings(recordings, SITE, wanted, ['hd'])
    expect(requests.map(({ source }) => 'confUUID' in source && source.confUUID)).toEqual(Object.keys(many))
    expect(failed).toEqual([
      { confUUID: 'preparing', failure: { code: 'NOT_TRANSCODED', params: { readyAt } } },
      { confUUID: 'someday', failure: { code: 'NOT_TRANSCODED' } },
      { confUUID: 'gone', failure: { code: 'NOT_FOUND' } },
      { confUUID: 'others', failure: expect.objectContaining({ code: 'NOT_FOUND' }) },
      { confUUID: 'secret', failure: { code: 'NO_PERMISSION', requestId: 'r1' } },
    ])
    expect(seen.asked).toHaveLength(25)
    expect(seen.most).toBeGreaterThan(1)
    expect(seen.most).toBeLessThanOrEqual(4)
  })

  it('queue nothing for no recording', async () => {
    expect(await requestsForRecordings(service({}).recordings, SITE, [], [])).toEqual({
      requests: [],
      failed: [],
    })
  })
})

describe('requests for materials', () => {
  const program: Program = {
    ...{ id: 'p1', name: '大厅: lobby', lastUpdatedBy: '', updatedAt: null, sizeText: '', playSeconds: 20 },
    materials: [
      { id: 'm1', name: 'Safety.PNG', playSeconds: 10, path: '', canDownload: true },
      { id: 'm2', name: 'Safety', playSeconds: 10, path: '', canDownload: true },
      { id: 'm3', name: 'gone.png', playSeconds: 10, path: '', canDownload: false },
    ],
  }
  const programs = { get: async () => program }

  it('are named after the program and the material; a missing extension is added later', async () => {
    const requests = await requestsForMaterials(programs, SITE, 'p1', ['m2', 'm1', 'm2'])
    expect(requests).toMatchObject([
      {
        source: { kind: 'material', site: SITE, programId: 'p1', materialId: 'm2' },
        title: '大厅: lobby',
        needsExtension: true,
        mustBeBoxes: false,
      },
      { source: { materialId: 'm1' }, needsExtension: false, parts: 1, startTime: null },
    ])
    expect(requests[1]?.fileName).toMatch(/^大厅 lobby Safety [0-9a-f]{8}\.png$/)
    expect(requests[0]?.fileName).toMatch(/^大厅 lobby Safety [0-9a-f]{8}$/)
  })

  it.each(['m3', 'm9'])('are refused for materials that cannot be downloaded: %s', async (materialId) => {
    const refusal: unknown = await requestsForMaterials(programs, SITE, 'p1', ['m1', materialId]).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('requests for minutes', () => {
  const minutes = {
    get: async (fileCode: string): Promise<OwnMinutes> => ({
      fileCode,
      topic: '周会: plan',
      createdAt: '2026-10-03T12:00:00Z',
      files: [
        { file: 'pdf', name: 'x.exe', bytes: 5 },
        { file: 'source', name: 'board.CWB', bytes: 7 },
      ],
      hasThumbnail: false,
    }),
  }

  it('are named after day and topic, and expect no size', async () => {
    const requests = await requestsForMinutes(minutes, SITE, 'f1', ['source', 'pdf', 'pdf'])
    expect(requests).toMatchObject([
      {
        source: { kind: 'minutes', site: SITE, fileCode: 'f1', file: 'source' },
        title: '周会: plan',
        startTime: '2026-10-03T12:00:00Z',
        expected: { bytes: null, sha256: null },
      },
      { source: { file: 'pdf' }, needsExtension: false },
    ])
    expect(requests.map(({ fileName }) => fileName)).toEqual([
      expect.stringMatching(/^2026-10-03 周会 plan [0-9a-f]{8}\.cwb$/),
      expect.stringMatching(/^2026-10-03 周会 plan [0-9a-f]{8}\.pdf$/),
    ])
  })

  it('are refused for a missing file', async () => {
    const withoutPdf = { get: async (code: string) => ({ ...(await minutes.get(code)), files: [] }) }
    await expect(requestsForMinutes(withoutPdf, SITE, 'f1', ['pdf'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
