import { expect, test } from 'vitest'
import { readUpdateBuild, updateMode } from './update-build.ts'

const build = { feed: 'https://updates.example/', page: 'https://example.com/', isSigned: true }
const read = (updates: unknown) => readUpdateBuild(JSON.stringify({ name: 'meetkeep', updates }))

test('a build knows its feed', () => {
  expect(read(build)).toEqual(build)
  expect(read({ ...build, page: null })).toEqual({ ...build, page: null })
  expect(read({ ...build, page: 'javascript:alert(1)' })).toEqual({ ...build, page: null })
})

test.each([
  ['nothing', undefined],
  ['no feed', { ...build, feed: '' }],
  ['a feed without TLS', { ...build, feed: 'http://updates.example/' }],
  ['a feed in a file', { ...build, feed: 'file:///tmp/' }],
  ['no word on signing', { feed: build.feed, page: null }],
])('%s is not a feed', (_what, updates) => {
  expect(read(updates)).toBeNull()
})

test.each([
  ['win32', true, true, true, 'install'],
  ['win32', true, true, false, 'notify'],
  ['win32', true, false, true, 'notify'],
  ['darwin', true, true, false, 'install'],
  ['darwin', true, false, false, 'notify'],
  ['linux', true, true, true, 'notify'],
  ['linux', true, false, false, 'notify'],
  ['freebsd', true, true, true, 'notify'],
  ['win32', false, true, true, 'off'],
  ['darwin', false, true, true, 'off'],
] as const)(
  'on %s, packaged: %s, signed: %s, installed: %s, it %s',
  (platform, isPackaged, isSigned, isInstalled, mode) => {
    expect(updateMode({ build: { ...build, isSigned }, isPackaged, platform, isInstalled })).toBe(mode)
    expect(updateMode({ build: null, isPackaged, platform, isInstalled })).toBe('off')
  },
)
