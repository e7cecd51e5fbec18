import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { takeLinks } from './arriving-links.ts'

function started(first: string | null = null) {
  const app = new EventEmitter()
  const links = takeLinks(app as unknown as App, first)
  const deliver = vi.fn()
  const openUrl = (url: string) => {
    const event = { preventDefault: vi.fn() }
    app.emit('open-url', event, url)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  }
  const secondStart = (handedOver: unknown) => app.emit('second-instance', {}, ['x'], '/', handedOver)
  return { links, deliver, openUrl, secondStart }
}

test('the link of this start waits for a handler', () => {
  const { links, deliver } = started('cloudlink://1')
  links.deliverTo(deliver)
  expect(deliver.mock.calls).toEqual([['cloudlink://1']])
})

test('a start without a link delivers none', () => {
  const { links, deliver } = started()
  links.deliverTo(deliver)
  expect(deliver).not.toHaveBeenCalled()
})

test('of the links that arrive before the app is ready only the newest waits', () => {
  const { links, deliver, openUrl } = started()
  openUrl('cloudlink://1')
  openUrl('meetkeep://2')
  links.deliverTo(deliver)
  expect(deliver.mock.calls).toEqual([['meetkeep://2']])
})

test('later links are delivered one by one', () => {
  const { links, deliver, openUrl, secondStart } = started()
  links.deliverTo(deliver)
  openUrl('cloudlink://1')
  secondStart({ link: 'cloudlink://2' })
  expect(deliver.mock.calls).toEqual([['cloudlink://1'], ['cloudlink://2']])
})

test.each([
  undefined,
  null,
  'cloudlink://1',
  {},
  { link: null },
  { link: 1 },
  { link: 'https://example.com' },
  { link: '--demo' },
])('a second start with %j only brings the window to the front', (handedOver) => {
  const { links, deliver, secondStart } = started()
  links.deliverTo(deliver)
  secondStart(handedOver)
  expect(deliver).not.toHaveBeenCalled()
})

test('an address of another scheme is not a link', () => {
  const { links, deliver, openUrl } = started()
  links.deliverTo(deliver)
  openUrl('https://example.com')
  expect(deliver).not.toHaveBeenCalled()
})
