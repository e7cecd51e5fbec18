import { expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../contract/settings.ts'
import { parseMinutesLink } from '../../../qr/link.ts'
import { acceptLink, openLinks } from './open-links.ts'

const REST = '//cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1&note=meetkeep:'

test.each([
  [`cloudlink:${REST}`, ['cloudlink'], { text: `cloudlink:${REST}` }],
  [`CloudLink:${REST}`, ['cloudlink'], { text: `CloudLink:${REST}` }],
  [`meetkeep:${REST}`, ['meetkeep'], { text: `cloudlink:${REST}` }],
  [`cloudlink:${REST}`, ['meetkeep'], { refused: 'cloudlink' }],
  [`meetkeep:${REST}`, ['cloudlink'], { refused: 'meetkeep' }],
  [`meetkeep:${REST}`, [], { refused: 'meetkeep' }],
] as const)('%s where %j is on', (link, wanted, expected) => {
  expect(acceptLink(link, wanted)).toEqual(expected)
})

test('a link that reaches the page is checked like every minutes code', () => {
  const judged = (link: string) => {
    const accepted = acceptLink(link, ['cloudlink', 'meetkeep'])
    return 'text' in accepted ? parseMinutesLink(accepted.text).ok : null
  }
  expect(judged(`meetkeep:${REST}`)).toBe(true)
  for (const bad of [
    'meetkeep://cloudlink.huawei.com.evil/h5page?action=SAVE_MEETING_FILE&uuid=1',
    'meetkeep://a@cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1',
    'meetkeep://cloudlink.huawei.com/h5page?action=OPEN_MEETING_FILE_LIST&uuid=1',
    'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1&uuid=2',
    'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=%00',
    'meetkeep:cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1',
  ])
    expect(judged(bad), bad).toBe(false)
})

test('a link brings the window to the front and its text to the page, or the reason of its refusal', () => {
  let deliver = (_link: string): void => undefined
  const [show, tell] = [vi.fn(), vi.fn()]
  const settings = { get: () => ({ ...defaultSettings, trusted: [], linkSchemes: ['meetkeep' as const] }) }
  openLinks({ links: { deliverTo: (next) => void (deliver = next) }, settings, show, tell })
  deliver(`meetkeep:${REST}`)
  deliver(`cloudlink:${REST}`)
  expect(show).toHaveBeenCalledTimes(2)
  expect(tell.mock.calls).toEqual([
    ['minutes.linkArrived', { text: `cloudlink:${REST}` }],
    ['notice', { kind: 'link-not-opened', subject: 'cloudlink' }],
  ])
})
