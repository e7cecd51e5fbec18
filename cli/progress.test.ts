import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Download } from '../contract/download.ts'
import { loadTexts } from '../i18n/texts.ts'
import { progressBars } from './progress.ts'

const ROWS = 24

/** A terminal of 24 rows that counts the lines it scrolled away. */
class Terminal extends PassThrough {
  readonly isTTY = true
  readonly rows = ROWS
  readonly columns = 100
  written = ''
  override write(chunk: unknown): boolean {
    this.written += String(chunk)
    return true
  }
  scrolled(): number {
    let row = 0
    let scrolled = 0
    // oxlint-disable-next-line no-control-regex -- the sequence that moves the cursor up
    for (const [step, up] of this.written.matchAll(/\n|\u001b\[(\d+)A/g)) {
      if (step !== '\n') row = Math.max(0, row - Number(up))
      else if (row === ROWS - 1) scrolled += 1
      else row += 1
    }
    return scrolled
  }
}

beforeEach(async () => {
  vi.useFakeTimers()
  await loadTexts('en-US')
})
afterEach(() => vi.useRealTimers())

const file = (n: number, state: Download['state']): Download =>
  ({
    id: `id-${n}`,
    title: `Topic ${n}`,
    source: { kind: 'recording', site: '', confUUID: `u${n}`, fileType: 'Hd', part: 1 },
    parts: 1,
    state,
    totalBytes: 1000,
    receivedBytes: state === 'saved' ? 1000 : 10,
    bytesPerSecond: 5,
    resumesAt: null,
  }) as Download

/** Files that each wait, run and are saved, `parallel` at a time. */
function run(terminal: Terminal, files: number, parallel: number): void {
  const progress = progressBars('en-US', terminal as unknown as NodeJS.WriteStream)
  const show = (n: number, state: Download['state']): void => {
    progress.show(file(n, state), [])
    vi.advanceTimersByTime(200)
  }
  for (let n = 0; n < files; n += 1) show(n, 'waiting')
  for (let n = 0; n < files + parallel; n += 1) {
    if (n >= parallel) show(n - parallel, 'saved')
    if (n < files) show(n, 'running')
  }
  progress.end()
}

test.each([4, 32])('bars of %i files at once never scroll the screen', (parallel) => {
  const terminal = new Terminal()
  run(terminal, 60, parallel)
  expect(terminal.scrolled()).toBe(0)
  expect(terminal.written).toContain('Topic 3')
  expect(terminal.written).toContain('60 of 60 files saved, 0 failed, 0 waiting')
})

test('there are no more bars than files at once', () => {
  const terminal = new Terminal()
  run(terminal, 30, 3)
  const frame = terminal.written.split('Topic 20').at(-1)?.split('files saved')[0] ?? ''
  expect(frame.match(/%/g)?.length).toBeLessThanOrEqual(3)
})
