import { expect, test } from 'vitest'
import { addressOf, hashOfRecording, pageOfHash, placeOfHash, recordingOfHash } from './navigation.ts'

test.each([
  ['', 'recordings'],
  ['#/downloads', 'downloads'],
  ['#settings', 'settings'],
  ['#/nowhere', 'recordings'],
  ['#/constructor', 'recordings'],
  ['#/watch?site=https://a/b&recording=c', 'watch'],
  ['#/recordings?find=a&at=b', 'recordings'],
  ['#/meetings?x', 'meetings'],
] as const)('%s is the page %s', (hash, page) => expect(pageOfHash(hash)).toBe(page))

test('the target recording is read back from the hash', () => {
  const target = { confUUID: 'a/b?c&d=é', startedAt: '2026-11-19T09:00:00.000Z' }
  expect(pageOfHash(hashOfRecording(target))).toBe('recordings')
  expect(recordingOfHash(hashOfRecording(target))).toEqual(target)
})

test.each([
  '',
  '#/recordings',
  '#/recordings?find=a',
  '#/recordings?find=&at=2026-11-19',
  '#/recordings?find=a&at=x',
])('%j has no target recording', (hash) => expect(recordingOfHash(hash)).toBeNull())

test('other pages have no target recording', () => {
  expect(recordingOfHash('#/meetings?find=a&at=2026-11-19')).toBeNull()
})

test.each([
  ['', null],
  ['#/settings', null],
  ['#/settings/', null],
  ['#/settings/proxy', 'proxy'],
] as const)('%s is the section %s of its page', (hash, place) => expect(placeOfHash(hash)).toBe(place))

test('an address is read back to its page and section', () => {
  expect(pageOfHash(addressOf('settings', 'proxy'))).toBe('settings')
  expect(placeOfHash(addressOf('settings', 'proxy'))).toBe('proxy')
  expect(placeOfHash(addressOf('settings'))).toBeNull()
})
