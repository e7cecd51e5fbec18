import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import type { ExportedList } from '../../contract/export.ts'
import type { Recording } from '../../contract/recording.ts'
import type { Language } from '../../i18n/languages.ts'
import { loadAllTexts } from '../../i18n/texts.ts'
import { test } from '../../test/fixtures.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { createLibrary } from '../library/library.ts'
import type { HandlerContext } from './handler-context.ts'
import { listCalls } from './lists.ts'

await loadAllTexts()
const SITE = 'https://one.example'

const entry = (n: number, fileType: string): LibraryEntry => ({
  source: { kind: 'recording', site: SITE, confUUID: `u${n}`, fileType, part: 1 },
  path: `/nowhere/${n} ${fileType}.mp4`,
  bytes: 10 + n,
  sha256: 'ab',
  title: n === 0 ? '=cmd|calc' : `周会 ${n}`,
  savedAt: '2026-01-02T03:04:05.000Z',
  startTime: '2026-01-01T03:04:05.000Z',
  meeting: { confID: '96000000', scheduler: 'Li, Na', durationSeconds: 60 },
})

const recording = (n: number): Recording => ({
  confUUID: `u${n}`,
  confID: '96000000',
  subject: `Meeting ${n}`,
  schedulerName: 'Li Na',
  startTime: '2026-01-01T03:04:05.000Z',
  startText: '',
  durationSeconds: 60,
  sizeMB: 3,
  state: 'ready',
  readyAt: null,
  playbackUrls: [],
  audience: 'link',
})

async function open(folder: string, path: string | null = join(folder, 'list.csv')) {
  const library = createLibrary(folder, () => undefined)
  const choosePath = vi.fn(async (_name: string) => await Promise.resolve(path))
  const language = vi.fn((): Language => 'en-US')
  const isComplete = { value: true }
  const recordings = {
    list: async () =>
      await Promise.resolve({ items: [0, 1].map(recording), count: 2, isComplete: isComplete.value }),
  }
  const services = { library, recordings, session: { baseUrl: () => SITE }, downloads: { list: () => [] } }
  const calls = listCalls({ services, host: { choosePath, language } } as unknown as HandlerContext)
  const lines = async () => (await readFile(join(folder, 'list.csv'), 'utf8')).trimEnd().split('\r\n')
  await library.addAll([0, 1, 2].flatMap((n) => [entry(n, 'Hd'), entry(n, 'Aux')]))
  return { library, choosePath, language, isComplete, export: calls['lists.export'], lines }
}

const LIBRARY: ExportedList = { list: 'library', search: '', order: 'title', keys: null }

describe('the library', () => {
  test('is exported with every file that matches the search, formulas disarmed', async ({ folder }) => {
    const app = await open(folder)
    expect(await app.export(LIBRARY)).toEqual({ rows: 6, name: 'list.csv', isWhole: true })
    const [header, first] = await app.lines()
    expect(header).toMatch(/^\uFEFFTopic,Scheduler,Meeting ID,Start \(local time\),Start \(UTC\)/)
    expect(first).toMatch(/^'=cmd\|calc,"Li, Na",96000000,.*,2026-01-01T03:04:05\.000Z,60,Camera,1,/)
    expect(app.choosePath.mock.calls[0]?.[0]).toMatch(/^meetkeep-library-\d{4}-\d\d-\d\d\.csv$/)
    expect(await app.export({ ...LIBRARY, search: '周会' })).toMatchObject({ rows: 4 })
  })

  test('is exported as far as it is selected', async ({ folder }) => {
    const app = await open(folder)
    const [key = ''] = await app.library.keys({ search: '周会', order: 'newest', from: 0, count: 1 })
    expect(await app.export({ ...LIBRARY, keys: [key, 'of no item'] })).toMatchObject({ rows: 2 })
  })

  test('is exported with what is the only copy, where that alone is shown', async ({ folder }) => {
    const app = await open(folder)
    const period = { from: '2025-12-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }
    const list = { site: SITE, enterpriseId: 'e', ...period, isOfAllUsers: true, isWhole: true }
    app.library.noteListed({ ...list, confUUIDs: new Set(['u0', 'u1', 'u2']) })
    app.library.noteListed({ ...list, confUUIDs: new Set(['u1', 'u2']) })
    expect(await app.export({ ...LIBRARY, show: 'onlyCopies' })).toMatchObject({ rows: 2 })
  })

  test('has the headers of the shown language', async ({ folder }) => {
    const app = await open(folder)
    app.language.mockReturnValue('zh-CN')
    await app.export(LIBRARY)
    expect((await app.lines())[0]).toMatch(/^\uFEFF主题,预约人/)
  })
})

test('recordings are listed by main, with how many of their files are saved; an incomplete list says so', async ({
  folder,
}) => {
  const app = await open(folder)
  const query = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
  const list: ExportedList = { list: 'recordings', query, only: null }
  expect(await app.export(list)).toEqual({ rows: 2, name: 'list.csv', isWhole: true })
  expect((await app.lines())[1]).toContain(',Ready,2,')
  app.isComplete.value = false
  expect(await app.export({ ...list, only: ['u1'] })).toEqual({ rows: 1, name: 'list.csv', isWhole: false })
})

test('a cancelled dialog writes nothing', async ({ folder }) => {
  const app = await open(folder, null)
  expect(await app.export(LIBRARY)).toBeNull()
})
