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
  ['that gives back another text', made('v11', 'another')],
  ['that leaves the text readable', made('v11', PROBE_TEXT, `v11${PROBE_TEXT}`)],
])('a keychain %s is none, on any system', (_what, probed) => {
  for (const platform of ['linux', 'win32', 'darwin']) expect(judgeProbe(probed, platform).isReal).toBe(false)
})

test('only on Linux does the tag v10 mean a key that anyone can read', () => {
  expect(hasBuiltInKey(Buffer.from('v10x'), 'linux')).toBe(true)
  expect(hasBuiltInKey(Buffer.from('v11x'), 'linux')).toBe(false)
  expect(hasBuiltInKey(Buffer.from('v10x'), 'darwin')).toBe(false)
})
