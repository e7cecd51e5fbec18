import { expect, test, vi } from 'vitest'
import { createEventBuffer } from './hold-for-page.ts'

const notice = (subject: string) => ({ kind: 'state-set-aside', subject }) as const

test('what is told before a page listens waits for it, in order, and once', () => {
  const send = vi.fn()
  const page = createEventBuffer(send)
  page.tell('notice', notice('1'))
  page.tell('notice', notice('2'))
  expect(send).not.toHaveBeenCalled()
  page.release()
  page.tell('notice', notice('3'))
  page.release()
  expect(send.mock.calls.map(([, payload]) => (payload as { subject: string }).subject)).toEqual([
    '1',
    '2',
    '3',
  ])
})

test('while the page starts anew, what comes waits for the next one', () => {
  const send = vi.fn()
  const page = createEventBuffer(send)
  page.release()
  page.hold()
  page.tell('notice', notice('1'))
  expect(send).not.toHaveBeenCalled()
  page.release()
  expect(send).toHaveBeenCalledOnce()
})
