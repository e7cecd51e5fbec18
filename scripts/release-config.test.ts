import { expect, test } from 'vitest'
import { readUpdateBuild } from '../main/updates/update-build.ts'
import { releaseConfig } from './release-config.mjs'

const feed = 'https://updates.example/meetkeep/'
const page = 'https://example.com/meetkeep'

test('a build without a feed does not check for updates', () => {
  for (const env of [{}, { MEETKEEP_UPDATE_FEED: '', MEETKEEP_SIGN: '' }]) {
    expect(releaseConfig(env)).not.toHaveProperty('publish')
    expect(releaseConfig(env)).not.toHaveProperty('extraMetadata')
  }
})

test('a build that must be signed fails unsigned', () => {
  expect(releaseConfig({ MEETKEEP_SIGN: 'yes' }).forceCodeSigning).toBe(true)
  expect(releaseConfig({ MEETKEEP_SIGN: 'yes' }).mac).toBeUndefined()
  expect(releaseConfig({ MEETKEEP_SIGN: 'no' }).forceCodeSigning).toBeUndefined()
})

test('an unsigned build can still be started on macOS', () => {
  expect(releaseConfig({}).mac).toEqual({ identity: '-', hardenedRuntime: false })
})

test.each([
  [{ MEETKEEP_UPDATE_FEED: feed }, { feed, page: null, isSigned: false }],
  [
    { MEETKEEP_UPDATE_FEED: feed, MEETKEEP_DOWNLOADS_PAGE: page, MEETKEEP_SIGN: 'yes' },
    { feed, page, isSigned: true },
  ],
])('the app reads what %j says', (env, build) => {
  const config = releaseConfig(env)
  expect(config.publish).toEqual({ provider: 'generic', url: feed })
  expect(readUpdateBuild(JSON.stringify(config.extraMetadata))).toEqual(build)
})

test.each([
  'http://updates.example/',
  'https://me:secret@updates.example/',
  'updates.example',
  'file:///feed',
])('rejects the feed %s', (address) => {
  expect(() => releaseConfig({ MEETKEEP_UPDATE_FEED: address })).toThrow(/MEETKEEP_UPDATE_FEED/)
  expect(() => releaseConfig({ MEETKEEP_UPDATE_FEED: feed, MEETKEEP_DOWNLOADS_PAGE: address })).toThrow(
    /MEETKEEP_DOWNLOADS_PAGE/,
  )
})
