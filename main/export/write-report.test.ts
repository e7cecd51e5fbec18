import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { test } from '../../test/fixtures.ts'
import { folderWithFiles } from '../../test/folder-with-files.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import type { LedgerEntry } from '../archive/ledger-entry.ts'
import { reportKindOf, writeReport } from './write-report.ts'

beforeAll(loadAllTexts)

const UNTIL = '2026-11-20T09:00:00.000Z'
const entries: LedgerEntry[] = [
  sampleEntry('u', {
    ...{ state: 'saved', lookedUpAt: '2026-11-02T00:00:00.000Z', files: [{ fileType: 'Hd', part: 1 }] },
    topic: '<script>alert(1)</script>',
    scheduler: `"quoted" & 'single'`,
  }),
  sampleEntry('soon', { state: 'waiting', until: UNTIL, topic: '' }),
  sampleEntry('failed', { state: 'failed', error: 'DISK_FULL', topic: '=1+1' }),
  sampleEntry('newer', { state: 'failed', error: 'A_CODE_OF_TOMORROW' }),
  sampleEntry('refused', { state: 'notAllowed' }),
  sampleEntry('left', { state: 'gone' }),
  sampleEntry('out', { state: 'excluded' }),
  sampleEntry('undated', { start: null }),
]
const source = {
  ...{ root: '/archives/<all> & more', folder: folderWithFiles({ Hd: 'whole' }), entries, lastRun: null },
  period: { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  madeAt: '2026-11-30T00:00:00.000Z',
}

test.for([
  ['en-US', ['Gone before it was saved', 'A_CODE_OF_TOMORROW', 'Not allowed', 'Excluded by the rule']],
  ['zh-CN', ['保存前已从云端消失', 'A_CODE_OF_TOMORROW', '无权限', '已被规则排除']],
] as const)(
  'a table of every recording with its files and reason, %s',
  async ([language, texts], { folder }) => {
    const path = join(folder, 'report.CSV')
    await writeReport(path, source, language)
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text.trimEnd().split('\r\n')).toHaveLength(entries.length + 1)
    for (const one of texts) expect(text).toContain(one)
    expect(text).toContain(`'=1+1`)
  },
)

test.for(['en-US', 'zh-CN'] as const)(
  'a page of the same, %s: no text is markup',
  async (language, { folder }) => {
    const path = join(folder, 'report.html')
    await writeReport(path, source, language)
    const text = await readFile(path, 'utf8')
    expect(text).toContain(`<html lang="${language}">`)
    expect(text).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|<all>|"quoted"/)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    // Excluded ones do not count.
    expect(text).toMatch(/class="total">[^<]*1[^<]*7|class="total">[^<]*7[^<]*1/)
    // Four that need attention stand twice.
    expect(text.match(/<tbody>/g)).toHaveLength(entries.length + 4)
  },
)

test('a report of nothing says so', async ({ folder }) => {
  const path = join(folder, 'report.html')
  await writeReport(
    path,
    { ...source, entries: [], folder: { ...source.folder, recordings: new Map() } },
    'en-US',
  )
  expect(await readFile(path, 'utf8')).toContain('No recordings in this period.')
})

test.for([
  ['a.csv', 'csv'],
  ['A.HTML', 'html'],
  ['a.csv.txt', null],
  ['csv', null],
] as const)('%s asks for %s', ([path, kind]) => {
  expect(reportKindOf(path)).toBe(kind)
})
