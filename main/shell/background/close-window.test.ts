import { beforeAll, expect, test, vi } from 'vitest'
import { defaultSettings, type Settings } from '../../../contract/settings.ts'
import { sampleDownload } from '../../../test/sample-download.ts'
import { sampleRuleState } from '../../../test/sample-rule-state.ts'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { isWorking, whenClosed } from './close-policy.ts'
import { createCloseListener } from './close-window.ts'

beforeAll(loadAllTexts)

const NO_RULES = { rules: [], states: [] }

test.each([
  ['nothing', [], NO_RULES, false],
  ['ended, paused and blocked downloads', ['saved', 'failed', 'paused', 'blocked'], NO_RULES, false],
  ['a download that waits', ['waiting'], NO_RULES, true],
  ['a rule that is on', [], { rules: [{ id: 'r', isOn: true, folder: '' }], states: [] }, true],
  ['a rule that is off', [], { rules: [{ id: 'r', isOn: false, folder: '' }], states: [] }, false],
  ['a pass of it', [], { rules: [], states: [sampleRuleState('r', { phase: 'queued' })] }, true],
] as const)('%s: is there work?', (_, downloads, rules, expected) => {
  expect(
    isWorking(
      downloads.map((state) => sampleDownload({ state })),
      rules,
    ),
  ).toBe(expected)
})

const USUAL = { platform: 'linux', isQuitDecided: false, isWorking: true, onClose: 'ask' } as const

test.each([
  ['ask', {}],
  ['hide', { onClose: 'keep' }],
  ['quit', { onClose: 'quit' }],
  ['ask', { platform: 'win32' }],
  ['quit', { isWorking: false }],
  ['quit', { isWorking: false, onClose: 'keep' }],
  ['close', { platform: 'darwin' }],
  ['close', { isQuitDecided: true, onClose: 'keep' }],
] as const)('closing the window does: %s, with %j', (expected, change) => {
  expect(whenClosed({ ...USUAL, ...change })).toBe(expected)
})

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

function open(stored: Partial<Settings> = {}) {
  const settings = { ...defaultSettings, ...stored, trusted: [] }
  const set = vi.fn((patch: Partial<Settings>) => void Object.assign(settings, patch))
  const answers: ((response: number) => void)[] = []
  const showMessageBox = vi.fn(
    () =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve) =>
        answers.push((response) => resolve({ response, checkboxChecked: false })),
      ),
  )
  const state = { isDecided: false }
  const hide = vi.fn()
  const requestQuit = vi.fn()
  const withoutQuestion = vi.fn()
  const listener = createCloseListener({
    platform: 'linux',
    quit: { isDecided: () => state.isDecided, withoutQuestion },
    requestQuit,
    isWorking: () => true,
    settings: { get: () => settings, set },
    dialog: { showMessageBox },
    window: () =>
      ({ hide, isDestroyed: () => false, isVisible: () => true, isMinimized: () => false }) as never,
    language: () => 'en-US',
    log,
  })
  const close = () => {
    const preventDefault = vi.fn()
    listener({ preventDefault })
    return preventDefault
  }
  return { close, answers, settings, set, showMessageBox, state, hide, requestQuit, withoutQuestion }
}

test('is asked once, and the answer is kept', async () => {
  const { close, answers, settings, showMessageBox, hide } = open()
  expect(close()).toHaveBeenCalledOnce()
  // Clicked again while the question is open.
  close()
  answers[0]?.(0)
  await expect.poll(() => hide).toHaveBeenCalledOnce()
  expect(settings.onClose).toBe('keep')
  close()
  expect(hide).toHaveBeenCalledTimes(2)
  expect(showMessageBox).toHaveBeenCalledOnce()
})

test('“Quit” quits without another question, and is kept', async () => {
  const { close, answers, settings, withoutQuestion, requestQuit } = open()
  close()
  answers[0]?.(1)
  await expect.poll(() => withoutQuestion).toHaveBeenCalledOnce()
  expect(settings.onClose).toBe('quit')
  // From now on the question about downloads is the only one.
  close()
  expect(requestQuit).toHaveBeenCalledOnce()
})

test('“Cancel” changes nothing, and the next time is asked again', async () => {
  const { close, answers, settings, showMessageBox, hide, withoutQuestion } = open()
  close()
  answers[0]?.(2)
  await expect
    .poll(() => {
      close()
      return showMessageBox
    })
    .toHaveBeenCalledTimes(2)
  expect(settings.onClose).toBe('ask')
  expect(hide).not.toHaveBeenCalled()
  expect(withoutQuestion).not.toHaveBeenCalled()
})

test('a late answer does not hide the window of an app that the system ends meanwhile', async () => {
  const { close, answers, settings, state, hide } = open()
  close()
  state.isDecided = true
  answers[0]?.(0)
  await new Promise((resolve) => setTimeout(resolve))
  expect(hide).not.toHaveBeenCalled()
  expect(settings.onClose).toBe('ask')
  expect(close()).not.toHaveBeenCalled()
})

test('an answer that cannot be stored holds for this time', async () => {
  const { close, answers, set, hide } = open()
  set.mockImplementation(() => {
    throw new Error('disk full')
  })
  close()
  answers[0]?.(0)
  await expect.poll(() => hide).toHaveBeenCalledOnce()
  expect(log.warn).toHaveBeenCalledOnce()
})

test('a question that cannot be shown does not keep the window open', async () => {
  const { close, showMessageBox, requestQuit } = open()
  showMessageBox.mockRejectedValueOnce(new Error('no display'))
  close()
  await expect.poll(() => requestQuit).toHaveBeenCalledOnce()
})
