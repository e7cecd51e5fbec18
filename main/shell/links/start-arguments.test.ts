import { expect, test } from 'vitest'
import { readArguments } from './start-arguments.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
const OURS = 'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'

test.each([
  ['nothing', [], { isDemo: false, link: null }],
  ['the demo', ['--demo'], { isDemo: true, link: null }],
  ['a link', [LINK], { isDemo: false, link: LINK }],
  ['a link after the end of switches', ['--', LINK], { isDemo: false, link: LINK }],
  ['a link of our own scheme', [OURS], { isDemo: false, link: OURS }],
  ['a scheme in capitals', ['CLOUDLINK://x'], { isDemo: false, link: 'CLOUDLINK://x' }],
  [
    'a link with switches around it',
    ['--demo', LINK, '--remote-debugging-port=9222'],
    { isDemo: false, link: LINK },
  ],
  ['two links', [LINK, OURS], { isDemo: false, link: null }],
  ['the same link twice', [LINK, LINK], { isDemo: false, link: null }],
  ['links of others', ['https://example.com', 'cloudlinks://x', 'file:///x'], { isDemo: false, link: null }],
  ['a switch that holds a link', [`--url=${LINK}`], { isDemo: false, link: null }],
  ['a link behind a space', [` ${LINK}`], { isDemo: false, link: null }],
  ['the Kelvin sign for a k', ['cloudlin\u212a://x'], { isDemo: false, link: null }],
  ['a huge link', [`${LINK}${'x'.repeat(100_000)}`], { isDemo: false, link: null }],
] as const)('a start with %s', (_what, more, expected) => {
  expect(readArguments(['/opt/Meetkeep/meetkeep', ...more])).toEqual(expected)
})
