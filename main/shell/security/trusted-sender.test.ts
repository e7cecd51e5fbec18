import { expect, test } from 'vitest'
import { isTrustedSender } from './trusted-sender.ts'

const window = (id = 1, isDestroyed = false) => ({ webContents: { id }, isDestroyed: () => isDestroyed })
const from = (url: string, id = 1, parent: unknown = null) => ({
  sender: { id },
  senderFrame: { url, parent },
})
const page = 'app://meetkeep/index.html'

test('our own page in our own window is trusted', () => {
  expect(isTrustedSender(from(page), window())).toBe(true)
  expect(isTrustedSender(from('app://meetkeep/index.html#downloads'), window())).toBe(true)
})

test.each([
  ['another window', from(page, 2), window()],
  ['a window that is gone', from(page), window(1, true)],
  ['no window yet', from(page), null],
  ['a frame inside the page', from(page, 1, {}), window()],
  ['a frame that has navigated', { sender: { id: 1 }, senderFrame: null }, window()],
  ['another host', from('app://meetkeep.evil/index.html'), window()],
  ['user info in front', from('app://meetkeep@evil/index.html'), window()],
  ['a port', from('app://meetkeep:1/index.html'), window()],
  ['the web', from('https://meetkeep/index.html'), window()],
  ['a file', from('file:///index.html'), window()],
  ['an empty page', from('about:blank'), window()],
  ['no address', from(''), window()],
])('%s is not', (_who, event, ours) => {
  expect(isTrustedSender(event, ours)).toBe(false)
})
