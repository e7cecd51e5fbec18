import { expect, test } from 'vitest'
import type { Notice } from '../../contract/download.ts'
import { silentLog } from '../../test/cloud-client.ts'
import { createPacer } from './pacer.ts'
import { reportPace } from './report-pace.ts'

test('a wait becomes a notice and a line of the log, a new limit a line of the log', async () => {
  const url = new URL('https://site.example/v1/mmc/management/record/files')
  const pacer = createPacer({
    wait: () => Promise.reject(new Error('enough')),
    now: () => 0,
    random: () => 0,
  })
  const lines: unknown[] = []
  const notices: Notice[] = []
  reportPace(pacer, {
    log: { ...silentLog, info: (message, fields) => lines.push([message, fields]) },
    language: () => 'en-US',
    onNotice: (notice) => notices.push(notice),
  })
  pacer.heed(url, { status: 429, retryAfter: '9', rateLimit: 'remain:40,limit:50,time:1 minute' })
  await expect(pacer.turn(url)).rejects.toThrow('enough')
  expect(notices).toMatchObject([{ kind: 'service-asks-to-wait' }])
  expect(lines).toMatchObject([
    [expect.stringContaining('limit'), { host: 'site.example', calls: 45, seconds: 60 }],
    [expect.stringContaining('wait'), { host: 'site.example', why: 'asked' }],
  ])
})
