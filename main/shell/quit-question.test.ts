import type { BrowserWindow } from 'electron'
import { beforeAll, expect, it, vi } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import type { Download } from '../../contract/download.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { askBeforeQuit } from './quit-question.ts'

beforeAll(loadAllTexts)

function asked(answer: { response: number; checkboxChecked: boolean }, asksBeforeQuit = true) {
  const set = vi.fn()
  const showMessageBox = vi.fn((_options: unknown) => Promise.resolve(answer))
  const ask = (
    states: Download['state'][],
    language: 'en-US' | 'zh-CN' = 'en-US',
    purpose: 'quit' | 'install' = 'quit',
  ) =>
    askBeforeQuit({
      purpose,
      downloads: states.map((state) => sampleDownload({ state })),
      settings: { get: () => ({ ...defaultSettings, asksBeforeQuit, trusted: [] }), set },
      dialog: { showMessageBox },
      window: null,
      language,
    })
  return { ask, set, showMessageBox }
}
const quit = { response: 0, checkboxChecked: false }

it.each([
  [['running'], 1],
  [['retrying', 'running'], 2],
  [['waiting', 'paused', 'blocked', 'saved', 'failed', 'cancelled'], 0],
  [[], 0],
] as const)('%j: %d files would be interrupted', async (states, files) => {
  const { ask, showMessageBox } = asked(quit)
  expect(await ask([...states], 'zh-CN')).toBe(true)
  expect(showMessageBox).toHaveBeenCalledTimes(files === 0 ? 0 : 1)
  if (files > 0)
    expect(showMessageBox).toHaveBeenCalledWith(
      expect.objectContaining({ message: `正在下载 ${files} 个文件` }),
    )
})

it.each([
  [true, 2],
  [false, 1],
])('belongs to the window if it is visible: %s', async (isVisible, given) => {
  const showMessageBox = vi.fn((..._given: unknown[]) => Promise.resolve(quit))
  await askBeforeQuit({
    purpose: 'quit',
    downloads: [sampleDownload({ state: 'running' })],
    settings: { get: () => ({ ...defaultSettings, trusted: [] }), set: vi.fn() },
    dialog: { showMessageBox },
    window: {
      isVisible: () => isVisible,
      isMinimized: () => false,
      isDestroyed: () => false,
    } as unknown as BrowserWindow,
    language: 'en-US',
  })
  expect(showMessageBox.mock.calls[0]).toHaveLength(given)
})

it('returns the user’s answer', async () => {
  expect(await asked(quit).ask(['running'])).toBe(true)
  expect(await asked({ response: 1, checkboxChecked: false }).ask(['running'])).toBe(false)
})

it('remembers “Do not ask again” only if the user quits', async () => {
  const ended = asked({ response: 0, checkboxChecked: true })
  await ended.ask(['running'])
  expect(ended.set).toHaveBeenCalledWith({ asksBeforeQuit: false })
  const stayed = asked({ response: 1, checkboxChecked: true })
  await stayed.ask(['running'])
  expect(stayed.set).not.toHaveBeenCalled()
  const { ask, showMessageBox } = asked(quit, false)
  expect(await ask(['running'])).toBe(true)
  expect(showMessageBox).not.toHaveBeenCalled()
})

it('states the reason for quitting', async () => {
  const { ask, showMessageBox } = asked(quit)
  await ask(['running'], 'en-US', 'install')
  expect(showMessageBox).toHaveBeenCalledWith(
    expect.objectContaining({ buttons: ['Restart and install', 'Stay'], cancelId: 1 }),
  )
})
