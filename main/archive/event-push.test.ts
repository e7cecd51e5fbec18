import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readPush } from './event-push.ts'

const KEY = 'password of the subscription'
const INFO =
  '{"event":"record.finish","timestamp":1629183619116,"payload":{"meetingInfo":{"meetingID":"98"}}}'

/** A message as the service pushes it, with the event as this JSON text. */
function message(info = INFO, change: Record<string, unknown> = {}, signed = info, key = KEY): string {
  const head = { appID: '1988692299', timestamp: 1629183619116, nonce: '85262798' }
  const text = `${head.appID}${head.timestamp}${head.nonce}${signed}`
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return JSON.stringify({ ...head, signature, ...change }).replace(/\}$/, `,"eventInfo":${info}}`)
}

test.each<[string, string]>([
  ['as the service writes it', INFO],
  ['with braces and quotes in a text', '{"event":"record.finish","note":"a } \\" \\\\"}'],
  ['with an escaped character', '{"event":"record.finish","note":"caf\\u00e9 \\/"}'],
  ['with white space', '{ "event" : "record.finish",\n\t"timestamp": 1.0 }'],
])('a signed event: %s', (_what, info) => {
  expect(readPush(message(info), KEY)).toMatchObject({
    kind: 'event',
    event: 'record.finish',
    nonce: '85262798',
  })
})

test('an event that is signed as it would be written without white space', () => {
  const spaced = JSON.stringify(JSON.parse(INFO), null, 2)
  expect(readPush(message(spaced, {}, INFO), KEY)).toMatchObject({ kind: 'event', event: 'record.finish' })
})

test.each<[string, string]>([
  ['with another key', message(INFO, {}, INFO, 'another')],
  ['with an empty key', message(INFO, {}, INFO, '')],
  ['with a changed event', message(INFO.replace('98', '99'), {}, INFO)],
  ['with a changed time', message(INFO, { timestamp: 1 })],
  ['with a changed nonce', message(INFO, { nonce: '1' })],
  ['with a changed subscriber', message(INFO, { appID: '2' })],
  ['with a shorter signature', message(INFO, { signature: 'ab' })],
  ['with none', message(INFO, { signature: '' })],
  ['with one of other characters', message(INFO, { signature: 'é'.repeat(32) })],
])('is not signed: %s', (_what, text) => {
  expect(readPush(text, KEY)).toEqual({ kind: 'unsigned' })
})

test.each(['', '{', '[]', 'null', '{"eventInfo":{}}', message('1'), message('"text"'), message('null')])(
  'is no message: %j',
  (text) => {
    expect(readPush(text, KEY)).toEqual({ kind: 'malformed' })
  },
)

test('of two events of one name, the signed one counts', () => {
  const twice = message().replace(/\}$/, ',"eventInfo":{"event":"meeting.verify"}}')
  expect(readPush(twice, KEY)).toMatchObject({ event: 'record.finish' })
})
