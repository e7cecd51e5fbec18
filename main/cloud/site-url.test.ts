import { expect, test } from 'vitest'
import { SITE_URLS } from '../../contract/account.ts'
import { baseUrlOf, pathSegment, siteUrl } from './site-url.ts'

test.each([
  ['mainland', SITE_URLS.mainland],
  ['international', SITE_URLS.international],
  [' https://one.example ', 'https://one.example'],
  ['https://one.example/', 'https://one.example'],
  ['https://one.example/api//', 'https://one.example/api'],
  ['https://one.example:8443/api?x=1#y', 'https://one.example:8443/api'],
])('the base of %j is %s', (site, base) => {
  expect(baseUrlOf(site)).toBe(base)
})

test.each(['http://one.example', 'one.example', 'https://a@one.example', ''])(
  '%j is not a valid base',
  (site) => {
    expect(() => baseUrlOf(site)).toThrow(expect.objectContaining({ code: 'ADDRESS_REFUSED' }))
  },
)

test.each([
  ['https://one.example', 'https://one.example/v1'],
  ['https://one.example//', 'https://one.example/v1'],
  ['https://one.example/a//b/', 'https://one.example/a//b/v1'],
])('a call below %s', (base, url) => {
  expect(siteUrl(base, '/v1').href).toBe(url)
})

test.each([
  ['a', 'a'],
  ['a/b?c', 'a%2Fb%3Fc'],
  ['...', '...'],
])('%j is the segment %s', (id, segment) => {
  expect(pathSegment(id)).toBe(segment)
})

test.each(['.', '..'])('%j is not a valid id', (id) => {
  expect(() => pathSegment(id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})
