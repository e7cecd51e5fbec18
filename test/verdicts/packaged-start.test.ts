import { expect, test } from 'vitest'
import { type LeftBehind, startProblems } from './packaged-start.ts'

const fine: LeftBehind = {
  calls: [
    '/v2/usg/acs/auth/appauth',
    '/v1/mmc/management/record/files',
    '/v1/mmc/management/record/downloadurls',
  ],
  files: ['2026-11-25 0700 Talk Hd 202aaa1e.json', '2026-11-25 0700 Talk Hd 202aaa1e.mp4'],
  wholeFilms: 1,
  log: [
    '{"at":"2026-11-28T06:00:00.000Z","level":"info","message":"transfer: another attempt"}',
    '{"level":"error","message":"a process of Chromium is gone","type":"GPU","reason":"crashed"}',
  ],
}

test('a start that shows its page and saves the film has no problem', () => {
  expect(startProblems(fine)).toEqual([])
})

test.each<[string, Partial<LeftBehind>, string]>([
  // As if the window never opened, or stayed blank: main still continues the download.
  ['no page', { calls: fine.calls.filter((path) => !path.endsWith('/files')) }, 'no page asked'],
  ['a queue that was not read', { calls: fine.calls.slice(0, 2) }, 'was not taken up'],
  [
    'a worker that does not start inside the archive',
    { files: ['2026-11-25 0700 Talk Hd 202aaa1e.mp4.part'], wholeFilms: 0 },
    'has not ended',
  ],
  ['a film that is cut', { wholeFilms: 0 }, '0 complete films'],
  ['a film that was fetched twice', { wholeFilms: 2 }, '2 complete films'],
  ['an error that is only in the log', { log: ['{"level":"error","message":"x"}'] }, 'contains an error'],
  ['a page that is gone', { log: ['{"level":"error","message":"the page is gone"}'] }, 'contains an error'],
  ['an invalid log', { log: ['Segmentation fault'] }, 'contains an error'],
])('%s is reported', (_, change, problem) => {
  expect(startProblems({ ...fine, ...change }).join()).toContain(problem)
})
