import { afterEach, describe, expect, it } from 'vitest'
import { signedIn } from '../../test/cloud-client.ts'
import type { Asked, Given } from '../../test/json-site.ts'
import { saveMinutes } from './minutes.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function siteOf(give: (asked: Asked, count: number) => Given) {
  const opened = await signedIn(give)
  closers.push(opened.site.close)
  return opened
}

describe('saveMinutes', () => {
  it('sends every key and value as a string, __proto__ too', async () => {
    const { session, calls } = await siteOf(() => ({}))
    const entries: [string, string][] = [
      ['uuid', '42b8'],
      ['__proto__', 'x'],
      ['toJSON', '张三'],
      ['', '1'],
      ['7', 'true'],
    ]
    expect(await saveMinutes(session, entries)).toEqual({ requestId: expect.stringMatching(/^answer-/) })
    const [asked] = calls()
    expect(asked).toMatchObject({ method: 'POST', path: '/v1/usg/sss/meeting-files/save-to-personal-space' })
    expect(asked?.headers).toMatchObject({ 'x-access-token': 'live-token', 'accept-language': 'en-US' })
    expect(asked?.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    const sent = new Map(Object.entries(JSON.parse(asked?.body ?? '') as object))
    expect(sent).toEqual(new Map(entries))
    expect(asked?.body).toContain('"__proto__":"x"')
  })

  it.each([503, 429])('is not retried after %i', async (status) => {
    const { session, calls } = await siteOf(() => ({ status }))
    await expect(saveMinutes(session, [['uuid', '1']])).rejects.toBeDefined()
    expect(calls()).toHaveLength(1)
  })

  it('is retried once after a 401, which means that nothing was saved', async () => {
    const { session, calls } = await siteOf((_, count) => ({ status: count === 2 ? 401 : 200 }))
    await saveMinutes(session, [['uuid', '1']])
    expect(calls()).toHaveLength(2)
  })

  it('fails if a web page is received instead of an answer', async () => {
    const { session } = await siteOf(() => ({ body: '\n<!doctype html><title>Portal</title>' }))
    await expect(saveMinutes(session, [['uuid', '1']])).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      failure: { requestId: expect.stringMatching(/^answer-/) },
    })
  })

  it('fails if an error is received with HTTP 200', async () => {
    const { session } = await siteOf(() => ({ body: { error_code: 'MMC.111070002' } }))
    await expect(saveMinutes(session, [['uuid', '1']])).rejects.toMatchObject({ code: 'NO_PERMISSION' })
  })
})
