import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { startDemo } from '../../demo/service.ts'
import { openApp } from '../e2e/app.ts'
import { signInTo } from '../e2e/steps.ts'
import { manyRecordings } from '../many-recordings.ts'
import { median, table } from './download-tables.ts'
import { firstRows, loadAll, type Scroll, scroll } from './list-steps.ts'

// npm run bench:list [-- --rounds 3 --many 100000]: the list of recordings in the packaged app, in a real
// browser, with 100 rows and with many, in Markdown. Ratios are computed within a round: the machine is never
// idle.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, many: { type: 'string', default: '100000' } },
})
const rounds = Number(values.rounds)
const sizes = [100, Number(values.many)] as const

interface Cost {
  firstRowsMs: number
  /** Scrolling through the loaded rows: pages are loaded while scrolling if there are more. */
  coming: Scroll
  wholeMs: number
  whole: Scroll
  heapMiB: number
}

const measured = new Map<number, Cost[]>(sizes.map((size) => [size, []]))
for (let round = 0; round < rounds; round += 1) {
  for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
    measured.get(size)?.push(await measure(size))
    console.log(`done: round ${round + 1} of ${rounds}: ${size} rows`)
  }
}
console.log(
  `\n${cpus().length} cores of ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${(loadavg()[0] ?? 0).toFixed(1)}.\n`,
)
const [few, many] = sizes.map((size) => measured.get(size) ?? []) as [Cost[], Cost[]]
const line = (name: string, pick: (cost: Cost) => number, digits = 0): string[] => {
  const ratios = many.map((cost, round) => pick(cost) / pick(few[round] ?? cost))
  return [
    name,
    median(few.map(pick)).toFixed(digits),
    median(many.map(pick)).toFixed(digits),
    `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
  ]
}
console.log(
  table(
    ['', `${sizes[0]} rows`, `${sizes[1]} rows`, 'ratio'],
    [
      line('first rows after the press, ms', (cost) => cost.firstRowsMs),
      line('longest frame while scrolling and loading, ms', (cost) => cost.coming.longestMs),
      line('99th percentile of these frames, ms', (cost) => cost.coming.p99Ms),
      line('everything loaded and sorted by topic, ms', (cost) => cost.wholeMs),
      line('longest frame while scrolling all of it, ms', (cost) => cost.whole.longestMs),
      line('99th percentile of these frames, ms', (cost) => cost.whole.p99Ms),
      line('heap of the page, MiB', (cost) => cost.heapMiB),
    ],
  ),
)

async function measure(size: number): Promise<Cost> {
  const service = await startDemo({ recordings: manyRecordings(size) })
  const app = await openApp()
  try {
    await signInTo(app, service)
    const firstRowsMs = await firstRows(app.page)
    const coming = await scroll(app.page)
    const wholeMs = await loadAll(app.page, size)
    const whole = await scroll(app.page)
    const heapMiB = await app.page.evaluate(
      () =>
        (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 2 ** 20,
    )
    return { firstRowsMs, coming, wholeMs, whole, heapMiB }
  } finally {
    await app.close()
    await service.close()
  }
}
