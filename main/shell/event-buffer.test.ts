import { expect, test, vi } from 'vitest'
import { createEventBuffer } from './event-buffer.ts'

const notice = (subject: string) => ({ kind: 'state-set-aside', subject }) as const

test('what is told before a page listens waits for it, in order, and once', () => {
  const send = vi.fn()
  const page = createEventBuffer(send)
  page.send('notice', notice('1'))
  page.send('notice', notice('2'))
  expect(send).not.toHaveBeenCalled()
  page.flush()
  page.send('notice', notice('3'))
  page.flush()
  expect(send.mock.calls.map(([, payload]) => (payload as { subject: string }).subject)).toEqual([
    '1',
    '2',
    '3',
  ])
})

test('while the page starts anew, what comes waits for the next one', () => {
  const send = vi.fn()
  const page = createEventBuffer(send)
  page.flush()
  page.pause()
  page.send('notice', notice('1'))
  expect(send).not.toHaveBeenCalled()
  page.flush()
  expect(send).toHaveBeenCalledOnce()
})
