import { expect, test } from 'vitest'
import { secretsOfHeaders, secretsOfLink, withoutEcho } from './redact-secrets.ts'

test('a message loses what was sent in secret, wherever it stands', () => {
  const secrets = secretsOfHeaders({ 'X-Access-Token': 'stb+1/2=abc', Accept: 'application/json' })
  expect(withoutEcho('token stb+1/2=abc is over; stb+1/2=abc!', secrets)).toBe('token … is over; …!')
  expect(withoutEcho('application/json is not accepted', secrets)).toBe('application/json is not accepted')
})

test('with the word before it and without', () => {
  const secrets = secretsOfHeaders({ authorization: 'Basic bGl1Omh1c2g=' })
  expect(withoutEcho('refused: Basic bGl1Omh1c2g= / bGl1Omh1c2g=', secrets)).toBe('refused: … / …')
})

test('the values of a link, as they stand in it and as they are meant', () => {
  const secrets = secretsOfLink({
    url: 'https://h/p?onceToken=a%2Bb%2Fcdef&n=1',
    headers: { Authorization: 'linktoken' },
  })
  expect(withoutEcho('a+b/cdef, a%2Bb%2Fcdef, linktoken, 1', secrets)).toBe('…, …, …, 1')
})
