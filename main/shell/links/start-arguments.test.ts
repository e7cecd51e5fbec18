import { expect, test } from 'vitest'
import { readArguments } from './start-arguments.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
const OURS = 'meetkeep://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'

test.each([
  ['nothing', [], { kind: 'usual', link: null }],
  ['the demo', ['--demo'], { kind: 'demo', link: null }],
  ['the self-test', ['--self-test'], { kind: 'self-test', link: null }],
  ['a self-test that a link asks for', ['--self-test', LINK], { kind: 'usual', link: LINK }],
  ['a link', [LINK], { kind: 'usual', link: LINK }],
  ['a link after the end of switches', ['--', LINK], { kind: 'usual', link: LINK }],
  ['a link of our own scheme', [OURS], { kind: 'usual', link: OURS }],
  ['a scheme in capitals', ['CLOUDLINK://x'], { kind: 'usual', link: 'CLOUDLINK://x' }],
  [
    'a link with switches around it',
    ['--demo', LINK, '--remote-debugging-port=9222'],
    { kind: 'usual', link: LINK },
  ],
  ['two links', [LINK, OURS], { kind: 'usual', link: null }],
  ['the same link twice', [LINK, LINK], { kind: 'usual', link: null }],
  ['links of others', ['https://example.com', 'cloudlinks://x', 'file:///x'], { kind: 'usual', link: null }],
  ['a switch that holds a link', [`--url=${LINK}`], { kind: 'usual', link: null }],
  ['a link behind a space', [` ${LINK}`], { kind: 'usual', link: null }],
  ['the Kelvin sign for a k', ['cloudlin\u212a://x'], { kind: 'usual', link: null }],
  ['a huge link', [`${LINK}${'x'.repeat(100_000)}`], { kind: 'usual', link: null }],
] as const)('a start with %s', (_what, more, expected) => {
  expect(readArguments(['/opt/Meetkeep/meetkeep', ...more])).toEqual(expected)
})
