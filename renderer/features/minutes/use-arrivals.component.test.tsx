import { beforeEach, expect, test, vi } from 'vitest'
import { draw } from '../../testing/draw.tsx'
import { goTo } from '../../navigation.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { DroppedContent } from './dropped-content.ts'
import { useArrivals } from './use-arrivals.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
const picture = new File([new Uint8Array(4)], 'code.png', { type: 'image/png' })
const arrived = vi.fn<(content: DroppedContent) => void>()

function Window({ hasDialog = false }: { hasDialog?: boolean }) {
  const isOver = useArrivals(arrived)
  return (
    <>
      <input defaultValue="field" />
      <p>{isOver ? 'over' : 'idle'}</p>
      <Dialog isOpen={hasDialog} onClose={() => undefined} title="A question" />
    </>
  )
}

beforeEach(() => {
  arrived.mockClear()
  goTo('minutes')
})

/** Whether the window handles the event itself, instead of the browser. */
function bring(how: 'paste' | 'drop' | 'dragover', onto: string, content: string | File): boolean {
  const carrier = new DataTransfer()
  if (typeof content === 'string') carrier.setData('text/plain', content)
  else carrier.items.add(content)
  const options = { bubbles: true, cancelable: true }
  const event =
    how === 'paste'
      ? new ClipboardEvent(how, { ...options, clipboardData: carrier })
      : new DragEvent(how, { ...options, dataTransfer: carrier })
  document.querySelector(onto)?.dispatchEvent(event)
  return event.defaultPrevented
}

test('a text dropped on a field belongs to the field, a picture does not', async () => {
  await draw(<Window />)
  for (const text of ['some words', LINK]) {
    expect(bring('dragover', 'input', text)).toBe(false)
    expect(bring('drop', 'input', text)).toBe(false)
  }
  expect(arrived).not.toHaveBeenCalled()
  expect(bring('drop', 'input', picture)).toBe(true)
  expect(arrived).toHaveBeenCalledExactlyOnceWith({ pictures: [picture], text: '' })
})

test('a drop elsewhere is read, and never opened by the browser', async () => {
  await draw(<Window />)
  expect(bring('drop', 'p', LINK)).toBe(true)
  expect(bring('drop', 'p', picture)).toBe(true)
  expect(arrived.mock.calls.map(([{ text, pictures }]) => text || pictures.length)).toEqual([LINK, 1])
})

test('another text is read on the minutes page only, and not when it is pasted into a field', async () => {
  await draw(<Window />)
  expect(bring('paste', 'input', 'hello')).toBe(false)
  expect(arrived).not.toHaveBeenCalled()
  bring('paste', 'p', 'hello')
  expect(arrived).toHaveBeenCalledOnce()
  goTo('recordings')
  bring('paste', 'p', 'hello')
  expect(arrived).toHaveBeenCalledOnce()
  bring('paste', 'p', LINK)
  expect(arrived).toHaveBeenCalledTimes(2)
})

test('a picture is read on every page, a picture in the clipboard never goes into a field', async () => {
  await draw(<Window />)
  goTo('settings')
  expect(bring('paste', 'input', picture)).toBe(true)
  expect(arrived).toHaveBeenCalledExactlyOnceWith({ pictures: [picture], text: '' })
})

test('nothing is read while a dialog asks', async () => {
  await draw(<Window hasDialog />)
  expect(bring('drop', 'p', picture)).toBe(true)
  bring('paste', 'p', LINK)
  expect(arrived).not.toHaveBeenCalled()
})
