import { expect, test } from 'vitest'
import { found, markedSecret } from './marked-secrets.ts'

const secret = markedSecret('key')
const { value } = secret
const base64 = (text: string) => Buffer.from(text).toString('base64')

test.each([
  ['plain', `x${value}y`],
  ['in capitals', value.toUpperCase()],
  ['percent-encoded', `https://h/p?k=${encodeURIComponent(value)}`],
  ['in a form', new URLSearchParams({ k: value }).toString()],
  ['as hex', Buffer.from(value).toString('hex')],
  ['as base64', base64(value)],
  ['as base64url', Buffer.from(value).toString('base64url')],
  ['in base64 after one character', base64(`:${value}!`)],
  ['in base64 after two', base64(`u:${value}!!`)],
  ['in base64 after three', base64(`us:${value}!!!`)],
  ['as JSON in JSON', JSON.stringify(JSON.stringify({ value }))],
])('finds a secret %s', (_how, text) => {
  expect(found([secret], [{ where: 'here', text }])).toEqual(['key in here'])
})

test('does not find another secret', () => {
  expect(found([secret], [{ where: 'here', text: markedSecret('key').value }])).toEqual([])
})
