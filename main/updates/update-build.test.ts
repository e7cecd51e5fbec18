import { expect, test } from 'vitest'
import { readUpdateBuild, updateWay } from './update-build.ts'

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
  ['win32', true, true, true, 'installs'],
  ['win32', true, true, false, 'tells'],
  ['win32', true, false, true, 'tells'],
  ['darwin', true, true, false, 'installs'],
  ['darwin', true, false, false, 'tells'],
  ['linux', true, true, true, 'tells'],
  ['linux', true, false, false, 'tells'],
  ['freebsd', true, true, true, 'tells'],
  ['win32', false, true, true, 'off'],
  ['darwin', false, true, true, 'off'],
] as const)(
  'on %s, packaged: %s, signed: %s, installed: %s, it %s',
  (platform, isPackaged, isSigned, isInstalled, way) => {
    expect(updateWay({ build: { ...build, isSigned }, isPackaged, platform, isInstalled })).toBe(way)
    expect(updateWay({ build: null, isPackaged, platform, isInstalled })).toBe('off')
  },
)
