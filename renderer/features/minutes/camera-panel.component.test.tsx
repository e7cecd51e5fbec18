import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Code } from '../../../qr/decode.ts'
import { draw } from '../../testing/draw.tsx'
import { CameraPanel } from './camera-panel.tsx'
import type { Reading } from './codes.ts'
import { decoder } from './decoder.ts'

const link = (uuid: string) => `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${uuid}`
const corners: Code['corners'] = [
  { x: 1, y: 1 },
  { x: 9, y: 1 },
  { x: 9, y: 9 },
  { x: 1, y: 9 },
]
const code = (text: string): Code => ({ text, corners })
const part = (index: number, text: string): Code => ({
  ...code(text),
  part: { id: '7', size: 2, index, bytes: new TextEncoder().encode(text) },
})

afterEach(() => vi.restoreAllMocks())

/** Shows frames with these codes to the panel, one after another; then frames without any. */
async function see(...frames: Code[][]) {
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => canvas.captureStream(30))
  vi.spyOn(decoder, 'lookAtFrame').mockImplementation(async () => frames.shift() ?? [])
  const onFound = vi.fn<(reading: Reading) => void>()
  await draw(<CameraPanel onFound={onFound} onClose={() => undefined} />)
  return onFound
}

test('codes that only later frames show are offered too', async () => {
  const onFound = await see([code(link('1'))], [], [code(link('2')), code('https://example.com')])
  await expect.poll(() => onFound).toHaveBeenCalledOnce()
  const [reading] = onFound.mock.calls[0] ?? []
  expect(reading).toMatchObject({ kind: 'several' })
  expect(reading?.kind === 'several' ? reading.codes.map(({ text }) => text) : []).toEqual([
    link('1'),
    link('2'),
    'https://example.com',
  ])
})

test('the parts of one code may be shown one after another', async () => {
  const onFound = await see([part(1, link('3').slice(40))], [], [part(0, link('3').slice(0, 40))])
  await expect.poll(() => onFound).toHaveBeenCalledOnce()
  expect(onFound.mock.calls[0]?.[0]).toMatchObject({ kind: 'minutes', text: link('3') })
})

test('a foreign code is refused, and forgotten when a minutes code comes', async () => {
  const onFound = await see([code('https://example.com')], [], [], [code(link('4'))])
  await expect.element(page.getByRole('alert')).toHaveTextContent('https://example.com')
  await expect.poll(() => onFound).toHaveBeenCalledOnce()
  expect(onFound.mock.calls[0]?.[0]).toMatchObject({ kind: 'minutes', text: link('4') })
})
