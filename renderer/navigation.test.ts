import { expect, test } from 'vitest'
import { pageOfHash } from './navigation.ts'

test.each([
  ['', 'recordings'],
  ['#/downloads', 'downloads'],
  ['#settings', 'settings'],
  ['#/nowhere', 'recordings'],
  ['#/constructor', 'recordings'],
] as const)('%s is the page %s', (hash, page) => expect(pageOfHash(hash)).toBe(page))
