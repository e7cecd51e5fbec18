import { describe, expect, it } from 'vitest'
import type { Page } from './ask-demo.ts'
import { service, start, token, get, json } from './ask-demo.ts'

interface Row {
  confUUID: string
  subject: string
  startTime: string
  rcdSize: number
  isDecodeFinish: boolean
  available: boolean
}

const everything = () => `startDate=${Date.now() - 366 * 86_400_000}&endDate=${Date.now()}&queryAll=true`

describe('recordings', () => {
  const list = (query: string, accessToken: string) =>
    json<Page<Row>>(get(`/v1/mmc/management/record/files?${query}`, accessToken))

  it('lists forty over several months, in pages, newest first unless asked otherwise', async () => {
    await start()
    const access = await token()
    const first = await list(everything(), access)
    expect(first).toMatchObject({ offset: 0, limit: 20, count: 40 })
    const second = await list(`${everything()}&offset=20`, access)
    const rows = [...first.data, ...second.data]
    expect(new Set(rows.map(({ confUUID }) => confUUID)).size).toBe(40)
    expect(rows.map(({ startTime }) => startTime)).toEqual(
      rows
        .map(({ startTime }) => startTime)
        .toSorted()
        .toReversed(),
    )
    expect((await list(`${everything()}&offset=40`, access)).data).toEqual([])
    const oldest = await list(`${everything()}&sortType=ASC_StartTIME&limit=1`, access)
    expect(oldest.data[0]?.subject).toBe('春季招聘宣讲')
    expect(rows.filter(({ isDecodeFinish }) => !isDecodeFinish)).toHaveLength(3)
    expect(rows.filter(({ available }) => !available)).toHaveLength(2)
    expect(rows.filter(({ rcdSize }) => rcdSize === 0)).toHaveLength(1)
    expect(rows.filter(({ subject }) => subject === 'Weekly sync')).toHaveLength(2)
  })

  it('searches topic, scheduler and meeting ID, and keeps ordinary users to their own', async () => {
    await start()
    const access = await token()
    expect((await list(`${everything()}&searchKey=WORKSHOP`, access)).count).toBe(2)
    const byScheduler = await list(`${everything()}&searchKey=${encodeURIComponent('李娜')}`, access)
    const own = await list(everything(), await token('lina'))
    expect(own.count).toBe(byScheduler.count)
    expect(own.count).toBeGreaterThan(3)
    expect((await list('startDate=0&endDate=1', access)).count).toBe(0)
  })

  it('refuses a list without its dates', async () => {
    await start()
    expect((await get('/v1/mmc/management/record/files?startDate=1', await token())).status).toBe(400)
  })

  it('finishes transcoding at the announced time', async () => {
    let time = Date.now()
    await start({ now: () => time })
    const access = await token()
    const id = service.recordings[0]?.confUUID
    const details = () => json<Row>(get(`/v1/mmc/management/conferences/record/files?confUUID=${id}`, access))
    const links = () => get(`/v1/mmc/management/record/downloadurls?confUUID=${id}`, access)
    expect((await details()).isDecodeFinish).toBe(false)
    expect((await links()).status).toBe(400)
    time += 21 * 60_000
    expect((await details()).isDecodeFinish).toBe(true)
    expect((await links()).status).toBe(200)
  })

  it('returns links only to administrators', async () => {
    await start()
    const id = service.recordings.find(({ schedulerId }) => schedulerId === 'wangfang')?.confUUID
    const path = `/v1/mmc/management/record/downloadurls?confUUID=${id}`
    expect((await get(path, await token('wangfang'))).status).toBe(403)
    expect((await get(path, await token())).status).toBe(200)
  })
})
