import { expect, test } from 'vitest'
import { electronRun, endOfRun, NOT_RUN } from './electron-run.mjs'

test('with a program and a display the tests run', () => {
  expect(electronRun({ noWindow: null, binary: '/electron', env: {} })).toEqual({ binary: '/electron' })
})

test.each([
  { noWindow: null, binary: null, why: 'its program is not here and could not be downloaded' },
  { noWindow: 'there is no display', binary: '/electron', why: 'there is no display' },
  { noWindow: 'Electron does not run as root', binary: null, why: 'Electron does not run as root' },
])(
  'otherwise one sentence gives the reason, and the status is neither passed nor failed: $why',
  ({ why, ...found }) => {
    const result = electronRun({ ...found, env: {} })
    expect(result).toEqual({ say: `Nothing was tested in the real Electron: ${why}.`, status: 77 })
  },
)

test.each(['1', ''])('without its sandbox nothing is tested: ELECTRON_DISABLE_SANDBOX=%s', (value) => {
  const env = { ELECTRON_DISABLE_SANDBOX: value }
  expect(electronRun({ noWindow: null, binary: '/electron', env })).toEqual({
    say: 'Nothing was tested in the real Electron: ELECTRON_DISABLE_SANDBOX takes its sandbox away.',
    status: NOT_RUN,
  })
})

test.each([
  [0, 0],
  [1, 1],
  [NOT_RUN, 1],
  [null, 1],
])('tests that ended with %j end the run with %i', (tests, end) => {
  expect(endOfRun(tests)).toBe(end)
})
