import { expect, test, vi } from 'vitest'
import { createEventBuffer } from './event-buffer.ts'

const notice = (subject: string) => ({ kind: 'state-quarantined', subject }) as const

test('events before a page listens are buffered and delivered in order, once', () => {
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

test('events during a reload are buffered for the next page', () => {
  const send = vi.fn()
  const page = createEventBuffer(send)
  page.flush()
  page.pause()
  page.send('notice', notice('1'))
  expect(send).not.toHaveBeenCalled()
  page.flush()
  expect(send).toHaveBeenCalledOnce()
})
