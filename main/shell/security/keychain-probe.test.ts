import { expect, test } from 'vitest'
import { hasBuiltInKey, judgeProbe, PROBE_TEXT } from './keychain-probe.ts'

const made = (tag: string, decrypted = PROBE_TEXT, encrypted = `${tag}\u0001\u0002\u0003`) => ({
  encrypted: Buffer.from(encrypted, 'latin1'),
  decrypted,
})

test.each([
  ['linux', 'v11', true],
  ['linux', 'v12', true],
  ['linux', 'v10', false],
  ['linux', 'v99', false],
  ['linux', '', false],
  ['win32', 'v10', true],
  ['darwin', 'v10', true],
])('on %s what is tagged %j is under a real key: %s', (platform, tag, isReal) => {
  expect(judgeProbe(made(tag), platform).isReal).toBe(isReal)
})

test.each([
  ['linux', made('v11'), 'the key is in the Secret Service or KWallet'],
  ['linux', made('v12'), 'the key is in the secret portal'],
  ['linux', made('v10'), 'no keyring is running; Chromium would use its built-in key'],
  ['linux', made('v99'), 'the encrypted text has an unknown key tag'],
  ['win32', made('v10'), 'the key is in DPAPI'],
  ['darwin', made('v10'), 'the key is in the Keychain'],
  ['freebsd', made('v10'), 'the key is in the system'],
  ['linux', made('v11', 'another'), 'the keychain cannot decrypt its own output'],
  ['linux', made('v11', PROBE_TEXT, `v11${PROBE_TEXT}`), 'the keychain does not encrypt'],
])('on %s it gives the reason', (platform, probed, why) => {
  expect(judgeProbe(probed, platform).why).toBe(why)
})

test.each([
  ['that gives back another text', made('v11', 'another')],
  ['that leaves the text readable', made('v11', PROBE_TEXT, `v11${PROBE_TEXT}`)],
])('a keychain %s does not count, on any system', (_what, probed) => {
  for (const platform of ['linux', 'win32', 'darwin']) expect(judgeProbe(probed, platform).isReal).toBe(false)
})

test('only on Linux does the tag v10 mean a key that anyone can read', () => {
  expect(hasBuiltInKey(Buffer.from('v10x'), 'linux')).toBe(true)
  expect(hasBuiltInKey(Buffer.from('v11x'), 'linux')).toBe(false)
  expect(hasBuiltInKey(Buffer.from('v10x'), 'darwin')).toBe(false)
})
