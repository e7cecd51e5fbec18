import { describe, expect, test } from 'vitest'
import type { AppError } from '../../contract/errors.ts'
import { followRedirect, isRedirect } from './redirects.ts'

const headers = { Authorization: 'token' }
const from = (url: string, location: string) => followRedirect({ url, headers }, location)
function failureOf(url: string, location: string) {
  try {
    return from(url, location)
  } catch (error) {
    return (error as AppError).failure
  }
}

test.each([
  [301, true],
  [302, true],
  [303, true],
  [307, true],
  [308, true],
  [200, false],
  [300, false],
  [304, false],
  [404, false],
])('status %i: %s', (status, expected) => {
  expect(isRedirect(status)).toBe(expected)
})

describe('followRedirect', () => {
  test.each([
    ['https://a.example/x', 'https://a.example/y?z=1', 'https://a.example/y?z=1'],
    ['https://a.example/x', '/y', 'https://a.example/y'],
    ['https://a.example/x/1', '2', 'https://a.example/x/2'],
    ['https://a.example/x', '//a.example/y', 'https://a.example/y'],
    ['https://a.example/x', 'https://a.example:443/y', 'https://a.example/y'],
    ['http://127.0.0.1:81/x', '/y', 'http://127.0.0.1:81/y'],
  ])('%s to %s keeps the headers', (url, location, expected) => {
    expect(from(url, location)).toEqual({ url: expected, headers })
  })

  test.each([
    ['another host', 'https://a.example/x', 'https://b.example/x'],
    ['a subdomain', 'https://a.example/x', 'https://c.a.example/x'],
    ['another port', 'https://a.example/x', 'https://a.example:444/x'],
    ['another scheme', 'http://127.0.0.1:81/x', 'https://127.0.0.1:81/x'],
  ])('%s drops the headers', (_what, url, location) => {
    expect(from(url, location)).toEqual({ url: location, headers: {} })
  })

  test.each([
    ['from https to http', 'https://a.example/x', 'http://127.0.0.1/x', { params: { host: '127.0.0.1' } }],
    ['to http elsewhere', 'https://a.example/x', 'http://b.example/x', {}],
    ['to a file', 'https://a.example/x', 'file:///etc/passwd', {}],
    [
      'without an address',
      'https://a.example/x',
      'https://',
      { detail: 'the redirect has no valid address' },
    ],
  ])('a redirect %s is refused', (_what, url, location, more) => {
    expect(failureOf(url, location)).toMatchObject({ code: 'ADDRESS_REFUSED', ...more })
  })
})
