import { describe, expect, it } from 'vitest'
import type { Refused, Signed } from './ask-demo.ts'
import { service, start, signInWith, token, get, json } from './ask-demo.ts'

describe('signing in', () => {
  it('accepts a signed App ID and returns times in their documented units', async () => {
    await start()
    const answer = await json<Signed>(signInWith())
    expect(answer.accessToken).toMatch(/^cnr/)
    expect(answer.expireTime).toBe(Math.floor((answer.createTime + answer.validPeriod * 1000) / 1000))
    expect(answer.user?.adminType).toBe(0)
  })

  it.each([
    ['a wrong key', {}, 'wrong', 401, 'USG.206010025'],
    ['a signature past its time', { expireTime: 1_600_000_000 }, undefined, 401, 'USG.206010057'],
    ['a short nonce', { nonce: 'short' }, undefined, 400, 'USG.000000003'],
    ['a corpId, which this app must not send', { corpId: '807074304' }, undefined, 401, 'USG.206010025'],
  ])('refuses %s', async (_, change, key, status, code) => {
    await start()
    const answer = await signInWith(change, key)
    expect(answer.status).toBe(status)
    const refused = await json<Refused>(answer)
    expect(refused.error_code).toBe(code)
    expect(refused.request_id).toBe(answer.headers.get('x-request-id'))
  })

  it('never lets a signature end with expireTime 0, and registers unknown users as ordinary ones', async () => {
    await start()
    const answer = await json<Signed>(signInWith({ expireTime: 0, userId: '张三' }))
    expect(answer.user).toMatchObject({ adminType: 2, name: '张三' })
  })

  it('accepts the account and its password, and locks after five wrong ones', async () => {
    let time = Date.now()
    await start({ now: () => time })
    const signIn = (password: string) =>
      fetch(`${service.url}/v1/usg/acs/auth/account`, {
        method: 'POST',
        headers: {
          Authorization: `Basic ${Buffer.from(`${service.account}:${password}`).toString('base64')}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ account: service.account, clientType: 72 }),
      })
    expect((await signIn(service.password)).status).toBe(200)
    for (let n = 0; n < 5; n += 1) expect((await signIn('wrong')).status).toBe(401)
    expect((await signIn(service.password)).status).toBe(423)
    time += 61_000
    expect((await signIn(service.password)).status).toBe(200)
  })

  it('refreshes once with the refresh token, validates, and revokes a token on logout', async () => {
    await start()
    const first = await json<Signed>(signInWith())
    const refresh = () =>
      fetch(`${service.url}/v1/usg/acs/token`, {
        method: 'PUT',
        headers: { 'X-Access-Token': first.refreshToken },
      })
    const second = await json<Signed>(refresh())
    expect(second.accessToken).not.toBe(first.accessToken)
    expect((await refresh()).status).toBe(401)
    const validate = () =>
      fetch(`${service.url}/v1/usg/acs/token/validate`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: second.accessToken, needGenNewToken: false, needAccountInfo: true }),
      })
    expect((await json<Signed>(validate())).user?.name).toBe('演示管理员')
    const headers = { 'X-Access-Token': second.accessToken }
    expect((await fetch(`${service.url}/v1/usg/acs/token`, { method: 'DELETE', headers })).status).toBe(200)
    expect((await validate()).status).toBe(401)
  })

  it('allows 64 tokens per user, and requires one for every other call', async () => {
    await start()
    const first = await token()
    for (let n = 0; n < 64; n += 1) await token()
    expect(service.liveTokens()).toBe(64)
    const answer = await get('/v1/mmc/management/record/files?startDate=0&endDate=1', first)
    expect(answer.status).toBe(401)
    expect((await json<Refused>(answer)).error_code).toBe('USG.000000004')
  })
})
