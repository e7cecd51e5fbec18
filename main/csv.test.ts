import { afterEach, expect, test } from 'vitest'
import { type Cell, csvRecord, localTime } from './csv.ts'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

test.each<[Cell[], string]>([
  [['plain', 12, null], 'plain,12,'],
  [[''], ''],
  [['a,b'], '"a,b"'],
  [['say "hi"'], '"say ""hi"""'],
  [['two\nlines', 'x\r\ny'], '"two\nlines","x\r\ny"'],
  [[' padded '], '" padded "'],
  [['研发部周会；第一次'], '研发部周会；第一次'],
  [['=HYPERLINK("http://x")'], '"\'=HYPERLINK(""http://x"")"'],
  [['+86 138', '-1', '@SUM(A1)'], "'+86 138,'-1,'@SUM(A1)"],
  [['\tx', '\r=1', '\n=1'], "'\tx,\"'\r'=1\",\"'\n'=1\""],
  // Where the semicolon or the tab separates cells.
  [['x;=1+1', 'x; @SUM(A1)', 'x\t-1', 'a;b', 'a; b-c'], "x;'=1+1,x; '@SUM(A1),x\t'-1,a;b,a; b-c"],
  [['x\n=1+1;\r\n+1'], '"x\n\'=1+1;\r\n\'+1"'],
  [['＝1+1', '＋1', '－1', '＠x'], "'＝1+1,'＋1,'－1,'＠x"],
  [['1=1', 'a@b'], '1=1,a@b'],
  // Numbers are ours, and no formulas.
  [[-1, 0, Number.NaN, Infinity], '-1,0,,'],
])('%j is the record %j, and no cell of it a formula', (cells, record) =>
  expect(csvRecord(cells)).toBe(`${record}\r\n`),
)

test.each([
  ['2026-03-01T20:00:05.000Z', 'Asia/Shanghai', '2026-03-02 04:00:05'],
  ['2026-03-01T20:00:05.000Z', 'America/New_York', '2026-03-01 15:00:05'],
  ['no date', 'UTC', ''],
  [null, 'UTC', ''],
  [undefined, 'UTC', ''],
])('%j in %s is %j', (iso, tz, text) => {
  process.env['TZ'] = tz
  expect(localTime(iso)).toBe(text)
})
