import { expect, test } from 'vitest'
import { addressOfSchemePath, pathOfSchemeAddress } from './schemes.ts'

test.each([
  ['media://library/a1', '/_standin/scheme/media/library/a1'],
  ['a-b.c+d://host/x?y=%2f#z', '/_standin/scheme/a-b.c+d/host/x?y=%2f#z'],
])('%s is served at %s, and is mapped back', (address, path) => {
  expect(pathOfSchemeAddress(address)).toBe(path)
  expect(addressOfSchemePath(path)).toBe(address)
})

test.each([
  'http://a/b',
  'https://a/b',
  'file:///etc/passwd',
  'blob:http://a/b',
  'data:text/html,x',
  'a/b',
  '',
])('%j is not changed', (address) => expect(pathOfSchemeAddress(address)).toBeNull())

test.each([
  '/',
  '/_standin/page.js',
  '/_standin/scheme/',
  '/_standin/scheme/media',
  '/x/_standin/scheme/media/a',
])('%s maps to no address', (path) => expect(addressOfSchemePath(path)).toBeNull())
