import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256Of } from '../../../demo/media.ts'
import { service, start, token, get, json } from './ask-demo.ts'

describe('files', () => {
  interface Links {
    recordUrls: { confUuid: string; urls: { token: string; fileType: string; url: string }[] }[]
  }
  const small = () => service.recordings.find(({ subject }) => subject === 'Sound check')
  const long = () => service.recordings.find(({ subject }) => subject === '季度经营分析会')

  async function links(id: string | undefined) {
    const answer = get(`/v1/mmc/management/record/downloadurls?confUUID=${id}`, await token())
    return (await json<Links>(answer)).recordUrls[0]?.urls ?? []
  }
  async function link(fileType = 'Hd') {
    const found = (await links(small()?.confUUID)).find((one) => one.fileType === fileType)
    if (found === undefined) throw new Error('no link')
    return found
  }
  async function fetchPiece(headers: Record<string, string> = {}): Promise<Response> {
    const { url, token: once } = await link()
    return fetch(url, { headers: { Authorization: once, ...headers } })
  }
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

  it('are complete MP4 files: their top-level boxes cover them exactly', async () => {
    await start()
    const answer = await fetchPiece()
    const bytes = await bytesOf(answer)
    expect(bytes.length).toBe(Number(answer.headers.get('content-length')))
    const boxes: string[] = []
    let at = 0
    while (at < bytes.length) {
      boxes.push(bytes.toString('latin1', at + 4, at + 8))
      at += bytes.readUInt32BE(at)
    }
    expect(at).toBe(bytes.length)
    expect(boxes).toEqual(expect.arrayContaining(['ftyp', 'moov', 'mdat', 'free']))
    const file = small()?.files.find(({ fileType }) => fileType === 'Hd')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file && sha256Of(file.media))
  })

  it('have three parts of each type for the long meeting, named as in the documented samples', async () => {
    await start()
    const urls = await links(long()?.confUUID)
    expect(urls.map(({ fileType }) => fileType)).toEqual([1, 2, 3].flatMap(() => ['Aux', 'Hd', 'Sd']))
    expect(urls.at(-1)?.url).toMatch(/\/videoSD\/0_2\.mp4$/)
  })

  it('are served once for each token, within an hour', async () => {
    let time = Date.now()
    await start({ now: () => time })
    const { url, token: once } = await link()
    expect((await fetch(url)).status).toBe(401)
    const headers = { Authorization: once }
    const first = await fetch(url, { headers })
    expect(first.status).toBe(200)
    await first.arrayBuffer()
    expect((await fetch(url, { headers })).status).toBe(403)
    const other = await link()
    expect((await fetch(other.url, { headers: { Authorization: (await link('Sd')).token } })).status).toBe(
      403,
    )
    time += 3_600_001
    expect((await fetch(other.url, { headers: { Authorization: other.token } })).status).toBe(403)
  })

  it('are served in ranges that fit together', async () => {
    await start()
    const whole = await bytesOf(await fetchPiece())
    for (const [from, to] of [
      [0, 99],
      [100_000, 118_000],
      [117_600, 117_800],
    ] as const) {
      const answer = await fetchPiece({ Range: `bytes=${from}-${to}` })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${whole.length}`)
      expect(await bytesOf(answer)).toEqual(whole.subarray(from, to + 1))
    }
    const tail = await fetchPiece({ Range: 'bytes=-10' })
    expect(await bytesOf(tail)).toEqual(whole.subarray(-10))
    const past = await fetchPiece({ Range: `bytes=${whole.length}-` })
    expect(past.status).toBe(416)
    expect(past.headers.get('content-range')).toBe(`bytes */${whole.length}`)
    const changed = await fetchPiece({ Range: 'bytes=5-', 'If-Range': '"other"' })
    expect(changed.status).toBe(200)
    const same = await fetchPiece({ Range: 'bytes=5-', 'If-Range': changed.headers.get('etag') ?? '' })
    expect(same.status).toBe(206)
  })

  it('keep their ids, sizes and bytes when the service is restarted another day', async () => {
    await start()
    const before = service.recordings.map(({ confUUID, files }) => [
      confUUID,
      files.map(({ media }) => media.etag),
    ])
    await service.close()
    await start({ now: () => Date.now() + 3 * 86_400_000 })
    expect(
      service.recordings.map(({ confUUID, files }) => [confUUID, files.map(({ media }) => media.etag)]),
    ).toEqual(before)
  })

  describe('with faults', () => {
    it('are cut once at the given position', async () => {
      await start({ faults: [{ kind: 'cut', afterBytes: 70_000 }] })
      const answer = await fetchPiece()
      let received = 0
      await expect(
        (async () => {
          for await (const chunk of answer.body ?? []) received += (chunk as Uint8Array).length
        })(),
      ).rejects.toThrow()
      expect(received).toBe(70_000)
      expect((await bytesOf(await fetchPiece())).length).toBeGreaterThan(70_000)
    })

    it('misbehave in every other way that can be requested over HTTP', async () => {
      await start()
      const whole = await bytesOf(await fetchPiece())
      const ask = async (...faults: object[]) =>
        expect(
          (
            await fetch(`${service.url}/demo/faults`, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(faults),
            })
          ).status,
        ).toBe(200)
      const piece = () => fetchPiece({ Range: 'bytes=1000-1999' })

      await ask({ kind: 'ignore-range' })
      expect((await piece()).status).toBe(200)
      await ask({ kind: 'wrong-range', shift: 64 })
      expect((await piece()).headers.get('content-range')).toBe(`bytes 1064-1999/${whole.length}`)
      await ask({ kind: 'wrong-bytes' })
      expect(await bytesOf(await piece())).not.toEqual(whole.subarray(1000, 2000))
      await ask({ kind: 'no-range-header' })
      expect((await piece()).headers.has('content-range')).toBe(false)
      await ask({ kind: 'no-length' })
      expect((await piece()).headers.has('content-length')).toBe(false)
      await ask({ kind: 'changed' })
      expect(await bytesOf(await fetchPiece())).not.toEqual(whole)
      await ask({ kind: 'html' })
      expect((await piece()).headers.get('content-type')).toMatch('text/html')
      await ask({ kind: 'status', status: 503, retryAfter: 7 })
      const busy = await piece()
      expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7'])
      await ask({ kind: 'drop' })
      await expect(piece()).rejects.toThrow()
      await ask({ kind: 'slow', bytesPerSecond: 1_000_000 })
      expect(await bytesOf(await fetchPiece())).toEqual(whole)
      await ask({ kind: 'stall', afterBytes: 10 })
      const stalled = await piece()
      const reader = stalled.body?.getReader()
      expect((await reader?.read())?.value?.length).toBe(10)
      await reader?.cancel()
      expect(await bytesOf(await piece())).toEqual(whole.subarray(1000, 2000))
    })

    it('are refused if unknown', async () => {
      await start()
      const ask = (body: string) =>
        fetch(`${service.url}/demo/faults`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        })
      for (const fault of [
        '{}',
        '{"kind":"explode"}',
        '{"kind":"cut"}',
        '{"kind":"html","on":"moon"}',
        'no json',
      ])
        expect((await ask(fault)).status).toBe(400)
      expect(service.faults.pending()).toEqual([])
    })
  })
})
