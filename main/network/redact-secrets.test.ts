import { expect, test } from 'vitest'
import { secretsOfHeaders, secretsOfLink, redactEchoedSecrets } from './redact-secrets.ts'

test('a message loses what was sent in secret, wherever it stands', () => {
  const secrets = secretsOfHeaders({ 'X-Access-Token': 'stb+1/2=abc', Accept: 'application/json' })
  expect(redactEchoedSecrets('token stb+1/2=abc is over; stb+1/2=abc!', secrets)).toBe('token … is over; …!')
  expect(redactEchoedSecrets('application/json is not accepted', secrets)).toBe(
    'application/json is not accepted',
  )
})

test('with the word before it and without', () => {
  const secrets = secretsOfHeaders({ authorization: 'Basic bGl1Omh1c2g=' })
  expect(redactEchoedSecrets('refused: Basic bGl1Omh1c2g= / bGl1Omh1c2g=', secrets)).toBe('refused: … / …')
})

test('the values of a link, as they stand in it and as they are meant', () => {
  const secrets = secretsOfLink({
    url: 'https://h/p?onceToken=a%2Bb%2Fcdef&n=1',
    headers: { Authorization: 'linktoken' },
  })
  expect(redactEchoedSecrets('a+b/cdef, a%2Bb%2Fcdef, linktoken, 1', secrets)).toBe('…, …, …, 1')
})

test('a token loses all of itself where another is a piece of it', () => {
  expect(redactEchoedSecrets('abcdef-abcdefghi', ['abcdef', 'abcdefghi'])).toBe('…-…')
  expect(redactEchoedSecrets('abcdef-abcdefghi', ['abcdefghi', 'abcdef'])).toBe('…-…')
})

test('six characters are a secret, five are a word', () => {
  expect(redactEchoedSecrets('secret words', ['secret', 'words'])).toBe('… words')
})

test('the word before a token is none', () => {
  expect(secretsOfHeaders({ Authorization: 'Bearer token-1' })).toEqual(['Bearer token-1', 'token-1'])
  expect(secretsOfHeaders({ 'x-access-token': 'token-1' })).toEqual(['token-1'])
})

test('a link gives its headers, and its values both ways', () => {
  const secrets = secretsOfLink({ url: 'https://h/p?a=x%20y&b', headers: { Authorization: 't' } })
  expect(secrets).toEqual(['t', 'x%20y', 'b', 'x y', ''])
})
