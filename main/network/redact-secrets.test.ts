import { expect, test } from 'vitest'
import { acceptedRequestId, secretsOfHeaders, secretsOfLink, redactEchoedSecrets } from './redact-secrets.ts'

test('removes a sent secret anywhere in a message', () => {
  const secrets = secretsOfHeaders({ 'X-Access-Token': 'stb+1/2=abc', Accept: 'application/json' })
  expect(redactEchoedSecrets('token stb+1/2=abc is over; stb+1/2=abc!', secrets)).toBe('token … is over; …!')
  expect(redactEchoedSecrets('application/json is not accepted', secrets)).toBe(
    'application/json is not accepted',
  )
})

test('with and without its scheme', () => {
  const secrets = secretsOfHeaders({ authorization: 'Basic bGl1Omh1c2g=' })
  expect(redactEchoedSecrets('refused: Basic bGl1Omh1c2g= / bGl1Omh1c2g=', secrets)).toBe('refused: … / …')
})

test('removes the values of a link, encoded and decoded', () => {
  const secrets = secretsOfLink({
    url: 'https://h/p?onceToken=a%2Bb%2Fcdef&n=1',
    headers: { Authorization: 'linktoken' },
  })
  expect(redactEchoedSecrets('a+b/cdef, a%2Bb%2Fcdef, linktoken, 1', secrets)).toBe('…, …, …, 1')
})

test('removes a token completely even if another is part of it', () => {
  expect(redactEchoedSecrets('abcdef-abcdefghi', ['abcdef', 'abcdefghi'])).toBe('…-…')
  expect(redactEchoedSecrets('abcdef-abcdefghi', ['abcdefghi', 'abcdef'])).toBe('…-…')
})

test('removes secrets of at least six characters', () => {
  expect(redactEchoedSecrets('secret words', ['secret', 'words'])).toBe('… words')
})

test('keeps the scheme before a token', () => {
  expect(secretsOfHeaders({ Authorization: 'Bearer token-1' })).toEqual(['Bearer token-1', 'token-1'])
  expect(secretsOfHeaders({ 'x-access-token': 'token-1' })).toEqual(['token-1'])
})

test('collects the headers of a link, and its values encoded and decoded', () => {
  const secrets = secretsOfLink({ url: 'https://h/p?a=x%20y&b', headers: { Authorization: 't' } })
  expect(secrets).toEqual(['t', 'x%20y', 'b', 'x y', ''])
})

test.each([
  ['0a1b-2c', '0a1b-2c'],
  ['a.b:c_d-9', 'a.b:c_d-9'],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), null],
  ['', null],
  [null, null],
  [undefined, null],
  ['a b', null],
  ['a\u001b[2Jb', null],
  ['a\n', null],
  ['id-SECRET-TOKEN', null],
])('%j as a request id is %j', (text, id) => {
  expect(acceptedRequestId(text, ['SECRET-TOKEN'])).toBe(id)
})
