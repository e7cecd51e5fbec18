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

test('the way to a recording is found again in the hash', () => {
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
])('%j asks for no recording', (hash) => expect(recordingOfHash(hash)).toBeNull())

test('other pages find no recordings', () => {
  expect(recordingOfHash('#/meetings?find=a&at=2026-11-19')).toBeNull()
})

test.each([
  ['', null],
  ['#/settings', null],
  ['#/settings/', null],
  ['#/settings/proxy', 'proxy'],
] as const)('%s is the place %s in its page', (hash, place) => expect(placeOfHash(hash)).toBe(place))

test('an address leads back to its page and place', () => {
  expect(pageOfHash(addressOf('settings', 'proxy'))).toBe('settings')
  expect(placeOfHash(addressOf('settings', 'proxy'))).toBe('proxy')
  expect(placeOfHash(addressOf('settings'))).toBeNull()
})
