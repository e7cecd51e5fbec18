import { describe, expect, it } from 'vitest'
import { sha256Of } from '../../../demo/media.ts'
import { service, start, token, json } from './ask-demo.ts'

interface Info {
  segmentCount: number
  segmentList: {
    segmentOrder: number
    segmentSize: string
    fileList: { recordType: string; fileSize: number; sha256?: string; downloadUrl: string }[]
  }[]
}

describe('record/info', () => {
  const idOf = (topic: string) => service.recordings.find(({ subject }) => subject === topic)?.confUUID
  const ask = async (body: object, userId?: string) =>
    fetch(`${service.url}/v1/mmc/rlm/record/info`, {
      method: 'POST',
      headers: { 'X-Access-Token': await token(userId), 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('returns the exact bytes and SHA-256 of every file, audio included, in pages', async () => {
    await start()
    const recording = service.recordings.find(({ subject }) => subject === 'Release retrospective')
    const { code, ...answer } = await json<{ code: string; data?: Info } & Info>(
      ask({ confUUID: recording?.confUUID, segmentOffset: 1, segmentLimit: 1 }),
    )
    expect(code).toBe('0')
    const info = answer.data ?? answer
    expect(info.segmentCount).toBe(2)
    expect(info.segmentList.map(({ segmentOrder }) => segmentOrder)).toEqual([2])
    const files = [...(recording?.files ?? []), ...(recording?.audio ?? [])].filter(({ part }) => part === 2)
    const found = info.segmentList[0]?.fileList ?? []
    expect(found.map(({ recordType }) => recordType)).toEqual([
      ...['SHARE_VIDEO', 'SPEAKER_VIDEO', 'SPEAKER_SHARE_VIDEO', 'AUDIO'],
    ])
    expect(found.map(({ fileSize, sha256 }) => [fileSize, sha256])).toEqual(
      files.map(({ media }) => [media.bytes, sha256Of(media)]),
    )
    const audio = found.at(-1)?.downloadUrl ?? ''
    const first = await fetch(audio)
    expect(first.headers.get('content-type')).toBe('audio/mp4')
    expect((await first.arrayBuffer()).byteLength).toBe(files.at(-1)?.media.bytes)
    // Once, although the token is in the address.
    expect((await fetch(audio)).status).toBe(403)
    expect(JSON.stringify(service.mediaRequests())).not.toContain('onceToken')
  })

  it('answers in both shapes', async () => {
    await start()
    const shapes = await Promise.all(
      ['Release retrospective', '项目启动会', 'Weekly sync', '设计走查'].map(async (topic) =>
        Object.keys(await json<object>(ask({ confUUID: idOf(topic) }))).includes('data'),
      ),
    )
    expect(new Set(shapes)).toEqual(new Set([true, false]))
  })

  it('is refused to ordinary users, for old recordings, and for recordings that are not ready', async () => {
    await start()
    const statusOf = async (topic: string, userId?: string) =>
      (await ask({ confUUID: idOf(topic) }, userId)).status
    expect(await statusOf('Release retrospective', 'anna')).toBe(403)
    expect(await statusOf('春季招聘宣讲')).toBe(404)
    expect(await statusOf('Morning stand-up')).toBe(400)
    expect((await ask({})).status).toBe(400)
    expect((await ask({ confUUID: idOf('Weekly sync'), segmentOffset: -1 })).status).toBe(400)
  })
})
