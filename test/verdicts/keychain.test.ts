import { expect, test } from 'vitest'
import { isProtected, keychainProblems } from './keychain.ts'

const under = (tag: string): Buffer => Buffer.concat([Buffer.from(tag), Buffer.from([0, 200, 17, 5])])
const fileOf = (tag: string): string => JSON.stringify({ 'proxy-password': under(tag).toString('base64') })
const secret = 'a password of this test alone'

test.each([
  ['linux', 'v10', false],
  ['linux', 'v11', true],
  ['linux', 'v12', true],
  ['linux', 'v13', false],
  ['linux', '', false],
  ['darwin', 'v10', true],
  ['darwin', '', false],
  ['win32', 'v10', true],
  ['win32', 'v11', false],
])('on %s a value starting with %j is protected: %s', (platform, tag, is) => {
  expect(isProtected(under(tag), platform)).toBe(is)
})

test.each([
  ['linux, a keyring', { platform: 'linux', probe: under('v11'), said: 'system', file: fileOf('v11') }],
  ['linux, no keyring', { platform: 'linux', probe: under('v10'), said: 'session', file: null }],
  ['linux, an empty file', { platform: 'linux', probe: under('v10'), said: 'session', file: '{}' }],
  ['a system that gives nothing', { platform: 'darwin', probe: null, said: 'session', file: null }],
  ['macOS', { platform: 'darwin', probe: under('v10'), said: 'system', file: fileOf('v10') }],
  ['Windows', { platform: 'win32', probe: under('v10'), said: 'system', file: fileOf('v10') }],
])('%s: no problem', (_, found) => {
  expect(keychainProblems({ ...found, secret })).toEqual([])
})

test.each([
  [
    'a desktop whose name promises a keyring that does not run',
    { platform: 'linux', probe: under('v10'), said: 'system', file: fileOf('v10') },
    ['the app says system, and the system’s key says session', 'proxy-password is on disk under a key that'],
  ],
  [
    'the app reports no keychain, but writes the secret',
    { platform: 'linux', probe: under('v10'), said: 'session', file: fileOf('v10') },
    ['proxy-password is on disk under a key that'],
  ],
  [
    'a keyring on an unknown desktop',
    { platform: 'linux', probe: under('v11'), said: 'session', file: null },
    ['the app says session, and the system’s key says system', 'nothing was kept'],
  ],
  [
    'it says that it is kept, and nothing is',
    { platform: 'win32', probe: under('v10'), said: 'system', file: null },
    ['nothing was kept'],
  ],
  [
    'the unencrypted secret',
    { platform: 'darwin', probe: null, said: 'session', file: secret },
    ['the file contains the secret unchanged', '? is on disk under a key that'],
  ],
  [
    'the secret in base64 alone',
    {
      platform: 'darwin',
      probe: under('v10'),
      said: 'system',
      file: JSON.stringify({ p: Buffer.from(secret).toString('base64') }),
    },
    ['the file contains the secret in base64', 'p is on disk under a key that'],
  ],
  [
    'a file that cannot be read',
    { platform: 'linux', probe: under('v11'), said: 'system', file: '[]' },
    ['? is on disk under a key that'],
  ],
])('%s: is reported', (_, found, problems) => {
  const reported = keychainProblems({ ...found, secret })
  expect(reported).toHaveLength(problems.length)
  for (const [index, problem] of problems.entries()) expect(reported[index]).toContain(problem)
})
