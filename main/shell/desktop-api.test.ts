import { beforeAll, expect, test, vi } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { createDesktopApi } from './desktop-api.ts'
import { limitBoxes } from './limit-boxes.ts'
import { limitOpenings } from './limit-openings.ts'

beforeAll(loadAllTexts)

/** Of a user who presses nothing, and cancels each dialog. */
function flooded({ isHeld = false } = {}) {
  const startDrag = vi.fn()
  const dialog = {
    showOpenDialog: vi.fn(async () => ({ canceled: true, filePaths: [] })),
    showSaveDialog: vi.fn(async () => ({ canceled: true, filePath: '' })),
  }
  const shell = {
    openExternal: vi.fn(async () => undefined),
    openPath: vi.fn(async () => ''),
    showItemInFolder: vi.fn(),
  }
  const api = createDesktopApi({
    app: { getVersion: () => '1', getPath: () => '/downloads' },
    dialog,
    shell,
    settings: { get: () => ({ language: 'en-US', folder: null }) } as never,
    systemLocale: () => 'en-US',
    licensesFile: '',
    dragIcon: 'icon.png',
    diagnostics: async () => '',
    window: () => ({ webContents: { startDrag } }) as never,
    showBox: limitBoxes({ lastAt: () => -Infinity }),
    checkOpening: limitOpenings(),
    input: { takePress: () => isHeld },
    onAsked: () => undefined,
  })
  return { api, dialog, shell, startDrag }
}

test('files are dragged only while a mouse button is held', () => {
  for (const isHeld of [true, false]) {
    const { api, startDrag } = flooded({ isHeld })
    api.drag(['/a.mp4', '/b.mp4'])
    const item = { file: '/a.mp4', files: ['/a.mp4', '/b.mp4'], icon: 'icon.png' }
    expect(startDrag.mock.calls).toEqual(isHeld ? [[item]] : [])
  }
})

test('a page in a loop shows each dialog once', async () => {
  const { api, dialog } = flooded()
  const answers: unknown[] = []
  for (let asked = 0; asked < 100; asked += 1)
    answers.push(await api.chooseFolder(), await api.chooseCaFile(), await api.saveText('a.txt', ''))
  expect(new Set(answers)).toEqual(new Set([null, false]))
  // A folder and a certificate, and where to save.
  expect(dialog.showOpenDialog).toHaveBeenCalledTimes(2)
  expect(dialog.showSaveDialog).toHaveBeenCalledOnce()
})

test('a page in a loop opens ten addresses, files and folders together', async () => {
  const { api, shell } = flooded()
  const attempts: (() => unknown)[] = [
    () => api.openExternal('https://a.example/'),
    () => api.open('/a.mp4'),
    () => api.reveal('/a.mp4'),
  ]
  for (let asked = 0; asked < 100; asked += 1)
    for (const attempt of attempts)
      await Promise.resolve()
        .then(attempt)
        .catch(() => undefined)
  const opened = [shell.openExternal, shell.openPath, shell.showItemInFolder].map(
    ({ mock }) => mock.calls.length,
  )
  expect(opened).toEqual([4, 3, 3])
})
