import type { MessageBoxOptions } from 'electron'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import type { ConsentQuestion } from '../ipc/handler-context.ts'
import { createConsent } from './consent.ts'
import { limitBoxes } from './limit-boxes.ts'

beforeAll(loadAllTexts)

const noInput = { lastAt: () => -Infinity }

function answering(response: number) {
  const showMessageBox = vi.fn(async (_options: unknown) => ({ response, checkboxChecked: false }))
  const ask = createConsent({
    dialog: { showMessageBox },
    window: () => null,
    language: () => 'en-US',
    limit: limitBoxes(noInput),
  })
  return { ask, box: () => showMessageBox.mock.calls[0]?.[0] as MessageBoxOptions, showMessageBox }
}

const QUESTIONS: [ConsentQuestion, string[]][] = [
  [
    { kind: 'certificate', host: 'a.example:443', fingerprint: 'NEW:FP', trusted: 'OLD:FP' },
    ['a.example:443', 'NEW:FP', 'OLD:FP'],
  ],
  [
    { kind: 'certificate', host: 'a.example:443', fingerprint: 'NEW:FP', trusted: null },
    ['a.example:443', 'NEW:FP'],
  ],
  [{ kind: 'proxy', address: 'socks5://p.example:1080' }, ['socks5://p.example:1080']],
  [{ kind: 'site', address: 'https://s.example' }, ['https://s.example']],
  [{ kind: 'meetings', address: 'https://m.example' }, ['https://m.example']],
  [{ kind: 'account', address: 'https://s.example', name: '张三' }, ['https://s.example', '张三']],
  [{ kind: 'account', address: 'https://s.example', name: '' }, ['https://s.example', 'access token']],
  [
    { kind: 'remove', name: '周会', files: 3, bytes: 1_500_000, onlyCopies: 0 },
    ['3 files', '周会', '1.5 MB', 'may be the last copy'],
  ],
  [
    { kind: 'remove', name: '周会', files: 3, bytes: 1_500_000, onlyCopies: 1 },
    ['3 files', '周会', '1.5 MB', 'This is the only copy', '1 recording is no longer in the cloud'],
  ],
  [
    { kind: 'remove', name: '周会', files: 3, bytes: 1_500_000, onlyCopies: 2 },
    ['3 files', '周会', '1.5 MB', 'These are the only copies', '2 recordings are no longer in the cloud'],
  ],
  [{ kind: 'screen' }, []],
]

test.each(QUESTIONS)('%j is shown in a box whose default is Cancel', async (question, facts) => {
  const { ask, box } = answering(1)
  expect(await ask(question)).toBe(false)
  const { buttons = [], defaultId = 0, cancelId = 0, message, detail = '' } = box()
  expect([buttons[defaultId], buttons[cancelId]]).toEqual(['Cancel', 'Cancel'])
  for (const fact of facts) expect(`${message} ${detail}`).toContain(fact)
  expect(`${message} ${detail}`).not.toMatch(/\{\{|undefined|null/)
})

test('only the first button is consent', async () => {
  for (const [response, isConsent] of [
    [0, true],
    [1, false],
    [-1, false],
  ] as const)
    expect(await answering(response).ask({ kind: 'screen' })).toBe(isConsent)
})

test('while a box is open, another question is declined without a second box', async () => {
  let press = (_response: number): void => undefined
  const showMessageBox = vi.fn(
    () =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
        press = (response) => resolve({ response, checkboxChecked: false })
      }),
  )
  const ask = createConsent({
    dialog: { showMessageBox },
    window: () => null,
    language: () => 'zh-CN',
    limit: limitBoxes(noInput),
  })
  const first = ask({ kind: 'screen' })
  expect(await ask({ kind: 'site', address: 'https://s.example' })).toBe(false)
  press(0)
  expect(await first).toBe(true)
  expect(showMessageBox).toHaveBeenCalledOnce()
  void ask({ kind: 'screen' })
  expect(showMessageBox).toHaveBeenCalledTimes(2)
})

test('a declined question is not repeated with another address', async () => {
  const { ask, showMessageBox } = answering(1)
  for (let asked = 0; asked < 100; asked += 1)
    expect(await ask({ kind: 'site', address: `https://s${asked}.example` })).toBe(false)
  expect(showMessageBox).toHaveBeenCalledOnce()
  await ask({ kind: 'screen' })
  expect(showMessageBox).toHaveBeenCalledTimes(2)
})
