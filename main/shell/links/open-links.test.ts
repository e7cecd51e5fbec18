import { expect, test, vi } from 'vitest'
import { LINK_SCHEMES, type LinkScheme } from '../../../contract/links.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { findPastedLinks } from '../../../qr/pasted-link.ts'
import { openLinks } from './open-links.ts'

const REST = '//cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1&note=meetkeep:'

function opened(link: string, linkSchemes: LinkScheme[]) {
  let deliver = (_link: string): void => undefined
  const [show, tell] = [vi.fn(), vi.fn()]
  const settings = { get: () => ({ ...defaultSettings, trusted: [], linkSchemes }) }
  openLinks({ links: { deliverTo: (next) => void (deliver = next) }, settings, show, tell })
  deliver(link)
  expect(show).toHaveBeenCalledOnce()
  return tell.mock.calls
}

test.each<[string, LinkScheme[], LinkScheme | null]>([
  [`cloudlink:${REST}`, ['cloudlink'], null],
  [`CloudLink:${REST}`, ['cloudlink'], null],
  [`meetkeep:${REST}`, ['meetkeep'], null],
  [`cloudlink:${REST}`, ['meetkeep'], 'cloudlink'],
  [`meetkeep:${REST}`, ['cloudlink'], 'meetkeep'],
  [`meetkeep:${REST}`, [], 'meetkeep'],
])('%s where %j is on brings the window to the front, with the link or the reason', (link, on, refused) => {
  expect(opened(link, on)).toEqual([
    refused === null
      ? ['minutes.linkArrived', { text: link }]
      : ['notice', { kind: 'link-not-opened', subject: refused }],
  ])
})

test('the page reads a link of either scheme as a pasted one', () => {
  const entries = (link: string) =>
    findPastedLinks(link).map(({ text, failure }) => (failure === null ? text : null))
  for (const scheme of LINK_SCHEMES) expect(entries(`${scheme}:${REST}`)).toEqual([`cloudlink:${REST}`])
  for (const bad of [
    'meetkeep://cloudlink.huawei.com.evil/h5page?action=SAVE_MEETING_FILE&uuid=1',
    'meetkeep://a@cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1',
  ])
    expect(entries(bad), bad).toEqual([])
  for (const bad of [
    'meetkeep://cloudlink.huawei.com/h5page?action=OPEN_MEETING_FILE_LIST&uuid=1',
    'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1&uuid=2',
    'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=%00',
  ])
    expect(entries(bad), bad).toEqual([null])
})
