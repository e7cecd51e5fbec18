import { describe, expect, it } from 'vitest'
import type { Page, Refused } from './ask-demo.ts'
import { service, start, token, get, json } from './ask-demo.ts'

describe('minutes, programs and ended meetings', () => {
  const save = async (body: object) =>
    fetch(`${service.url}/v1/usg/sss/meeting-files/save-to-personal-space`, {
      method: 'POST',
      headers: { 'X-Access-Token': await token(), 'Content-Type': 'application/json', 'X-Request-Id': 'r-1' },
      body: JSON.stringify(body),
    })

  it('reports the called paths, except its internal ones', async () => {
    await start()
    await token()
    await fetch(`${service.url}/demo/minutes`)
    await get('/v1/usg/sss/programs', await token())
    const calls = await json<string[]>(fetch(`${service.url}/demo/calls`))
    expect(new Set(calls)).toEqual(new Set(['/v2/usg/acs/auth/appauth', '/v1/usg/sss/programs']))
  })

  it('saves the content of its codes, and reports what it was sent', async () => {
    await start()
    const answer = await save({ uuid: '42b8e80be5044513ae20edd4ad705272', topic: '季度评审' })
    expect([answer.status, answer.headers.get('x-request-id'), await answer.text()]).toEqual([200, 'r-1', ''])
    expect((await save({ uuid: 'unknown' })).status).toBe(400)
    expect(
      (await save({ uuid: '42b8e80be5044513ae20edd4ad705272', action: 'SAVE_MEETING_FILE' })).status,
    ).toBe(400)
    expect((await save(['uuid'])).status).toBe(400)
    const saves = await json<{ body: object }[]>(fetch(`${service.url}/demo/minutes`))
    expect(saves[0]).toMatchObject({ requestId: 'r-1', body: { topic: '季度评审' } })
    const list = await json<Page<{ fileCode: string; topic: string }>>(
      get('/v1/usg/sss/meeting-files', await token()),
    )
    expect(list.count).toBe(14)
    expect(list.data).toHaveLength(10)
    expect(list.data[0]?.topic).toBe('季度评审')
    const details = await get(`/v1/usg/sss/meeting-files/${list.data[0]?.fileCode}`, await token())
    const { pdfUrl, fileUrl, thumbnailUrl } = await json<Record<string, string>>(details)
    const beginnings = [pdfUrl, fileUrl, thumbnailUrl].map(async (url) =>
      Buffer.from(await (await fetch(url ?? '')).arrayBuffer()).toString('latin1', 0, 4),
    )
    expect(await Promise.all(beginnings)).toEqual(['%PDF', 'CWB\0', '\x89PNG'])
  })

  it('returns the last page again for an offset past the end', async () => {
    await start()
    const page = (offset: number) =>
      token().then((access) => json<Page<object>>(get(`/v1/usg/sss/meeting-files?offset=${offset}`, access)))
    expect((await page(500)).data).toEqual((await page(10)).data)
    expect((await page(10)).data).toHaveLength(3)
  })

  it('returns a single row as an object, as documented', async () => {
    await start()
    const one = get('/v1/usg/sss/meeting-files?searchKey=workshop%2011', await token())
    expect(await json<object>(one)).toMatchObject({ count: 1, data: { topic: 'Roadmap workshop 11' } })
  })

  it('serves its pictures', async () => {
    await start()
    for (const name of [
      'save-minutes.png',
      'save-minutes-photo.jpg',
      'open-file-list.png',
      'two-codes.png',
    ]) {
      const answer = await fetch(`${service.url}/demo/qr/${name}`)
      expect(answer.headers.get('content-type')).toMatch(/^image\//)
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000)
    }
  })

  it('returns a program with its materials', async () => {
    await start()
    const access = await token()
    const program = await json<{
      playTime: number
      programItemList: { filePath: string; playTime: number }[]
    }>(get('/v1/usg/sss/programs/6cffb6ffbb6049d1b21c1c4e39fcb2e0', access))
    expect(program.playTime).toBe(45)
    expect((await fetch(program.programItemList[0]?.filePath ?? '')).headers.get('content-type')).toBe(
      'image/png',
    )
    expect((await get('/v1/usg/sss/programs/none', access)).status).toBe(400)
    expect((await json<Page<object>>(get('/v1/usg/sss/programs?searchKey=floor', access))).count).toBe(1)
  })

  it('lists ended meetings in their envelope, errors too', async () => {
    await start({ meetingsAuthorization: 'Bearer let-me-in' })
    const ask = (headers = {}) => fetch(`${service.meetingsUrl}/meetings`, { headers })
    expect(await json<object>(ask())).toEqual({ error: { code: 401, message: 'Unauthorized' }, data: null })
    const headers = { Authorization: 'Bearer let-me-in' }
    const list = await json<{ error: null; data: object[] }>(ask(headers))
    expect(list.error).toBeNull()
    expect(list.data.filter((row) => !('destroyed_at' in row))).toHaveLength(1)
    service.faults.next({ kind: 'status', status: 503, on: 'meetings' })
    const missing = await ask(headers)
    expect([missing.status, await missing.json()]).toEqual([
      503,
      { error: { code: 503, message: 'Domain not found.' }, data: null },
    ])
  })

  it('refuses pages of a browser, and unknown paths', async () => {
    await start()
    const foreign = await fetch(`${service.url}/demo/minutes`, { headers: { Origin: 'https://example.com' } })
    expect(foreign.status).toBe(403)
    const unknown = await fetch(`${service.url}/v1/nothing`)
    expect([unknown.status, (await json<Refused>(unknown)).error_code]).toEqual([404, 'APIG.0101'])
  })
})
