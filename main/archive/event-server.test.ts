import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EventServer, startEventServer } from './event-server.ts'

const KEY = 'password of the subscription'
let server: EventServer
let recorded = 0
beforeEach(async () => {
  recorded = 0
  server = await startEventServer({ host: '127.0.0.1', port: 0 }, KEY, () => (recorded += 1))
})
afterEach(() => server.close())

const push = async (event: string, nonce: string, key = KEY) => {
  const eventInfo = { event, timestamp: 1 }
  const signature = createHmac('sha256', key)
    .update(`id7${nonce}${JSON.stringify(eventInfo)}`)
    .digest('hex')
  return await send(JSON.stringify({ appID: 'id', timestamp: 7, nonce, signature, eventInfo }))
}
const send = async (body: string | null) => {
  const init = body === null ? {} : { method: 'POST', body }
  const answer = await fetch(`http://127.0.0.1:${server.port}/events`, init)
  return { status: answer.status, body: (await answer.json()) as unknown }
}

test('answers the message that verifies the address with its nonce', async () => {
  const verified = { status: 200, body: { event: 'meeting.verify', nonce: 'n1' } }
  expect(await push('meeting.verify', 'n1')).toEqual(verified)
  expect(await push('meeting.verify', 'n1')).toEqual(verified)
  expect(recorded).toBe(0)
})

test('tells of each recording that has ended once, and of nothing else', async () => {
  for (const nonce of ['a', 'b', 'a', 'a'])
    expect(await push('record.finish', nonce)).toEqual({ status: 200, body: {} })
  expect(recorded).toBe(2)
  expect((await push('meeting.end', 'c')).status).toBe(200)
  expect(recorded).toBe(2)
})

test('refuses what is not signed, not a message, or too large', async () => {
  expect((await push('record.finish', 'a', 'another key')).status).toBe(401)
  expect((await push('meeting.verify', 'a', 'another key')).body).toEqual({})
  expect((await send('{}')).status).toBe(400)
  expect((await send(null)).status).toBe(405)
  expect((await send('x'.repeat(70_000))).status).toBe(413)
  expect(recorded).toBe(0)
  expect((await push('record.finish', 'a')).status).toBe(200)
})

test('a message without an announced length is read up to the same size', async () => {
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
  for (let n = 0; n < 4; n += 1) socket.write(chunk)
  await closed
  expect((await push('record.finish', 'a')).status).toBe(200)
})

test('a port that is taken is an error', async () => {
  const taken = startEventServer({ host: '127.0.0.1', port: server.port }, KEY, () => undefined)
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
