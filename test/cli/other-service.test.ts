import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OtherService } from './other-service.ts'
import { OTHER_UUID, startOtherService } from './other-service.ts'
import { meetkeep, testFolder } from './run.ts'

describe.each([{ honoursRange: true }, { honoursRange: false }])(
  'the command against a service that follows the interface pages alone, %o',
  ({ honoursRange }) => {
    let service: OtherService
    let env: Record<string, string>
    beforeEach(async () => {
      service = await startOtherService({ honoursRange })
      env = {
        MEETKEEP_SITE: service.url,
        MEETKEEP_APP_ID: service.appId,
        MEETKEEP_APP_KEY: service.appKey,
        MEETKEEP_HOME: join(await testFolder(), 'home'),
      }
    })
    afterEach(() => service.close())

    it('lists every row once, over pages, and revokes its token', async () => {
      const { status, lines } = await meetkeep(
        ['recordings', 'list', '--from', '2019-12-01', '--to', '2019-12-31', '--all', '--json'],
        env,
      )
      expect(status).toBe(0)
      const items = lines[0]?.items as { confUUID: string; startTime: string }[]
      expect(new Set(items.map(({ confUUID }) => confUUID)).size).toBe(130)
      expect(items).toHaveLength(130)
      // Proves that it is UTC: in the documented sample the recording was transcoded at 02:10:12Z.
      expect(items[0]?.startTime).toBe('2019-12-19T02:07:00.000Z')
      expect(service.liveTokens.size).toBe(0)
    })

    it('downloads through a cut, each attempt with a new token, and recognises the file afterwards', async () => {
      service.cuts.push(1_000_000)
      const folder = await testFolder()
      const args = ['recordings', 'download', OTHER_UUID, '--to', folder, '--types', 'hd', '--json']
      const { status, lines } = await meetkeep([...args, '--retry-wait', '0.1'], env)
      expect(status).toBe(0)
      const summary = lines.at(-1) as {
        saved: { path: string; sha256: string; bytes: number; fileType: string }[]
      }
      expect(summary).toMatchObject({ event: 'summary', failed: [] })
      expect(summary.saved).toMatchObject([
        {
          confUUID: OTHER_UUID,
          fileType: 'Hd',
          part: 1,
          bytes: service.bytes,
          sha256: service.sha256,
          alreadySaved: false,
        },
      ])
      const bytes = await readFile(summary.saved[0]?.path ?? '')
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(service.sha256)
      expect(service.downloads).toHaveLength(2)
      expect(new Set(service.downloads.map(({ token }) => token)).size).toBe(2)
      expect(service.downloads.some(({ withAccessToken }) => withAccessToken)).toBe(false)
      expect(service.downloads[1]?.range).toMatch(/^bytes=\d+-$/)

      const again = await meetkeep(args, env)
      expect(again.status).toBe(0)
      expect(again.lines.at(-1)).toMatchObject({ saved: [{ alreadySaved: true, sha256: service.sha256 }] })
      expect(service.downloads).toHaveLength(2)
      expect((await readdir(folder)).filter((name) => name.endsWith('.mp4'))).toHaveLength(1)
    })

    it('signs in by account with a non-ASCII password, and saves minutes of the code', async () => {
      const link =
        'CLOUDLINK://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=42b8&note=a+b%20%E5%AD%A3&__proto__=x'
      const { status, lines } = await meetkeep(['minutes', 'save', link, '--json'], {
        MEETKEEP_SITE: service.url,
        MEETKEEP_ACCOUNT: service.account,
        MEETKEEP_PASSWORD: service.password,
        MEETKEEP_HOME: env.MEETKEEP_HOME ?? '',
      })
      expect(status).toBe(0)
      expect(service.saves).toHaveLength(1)
      const [save] = service.saves
      expect(JSON.stringify(save?.body)).toBe('{"uuid":"42b8","note":"a b 季","__proto__":"x"}')
      expect(save?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/)
      expect(save?.language).toMatch(/^(en-US|zh-CN)/)
      expect(lines).toMatchObject([{ saved: true, owner: '张三', requestId: save?.requestId }])
    })

    it('shows a program that answers with another id, and meetings nested twice', async () => {
      const program = await meetkeep(['programs', 'show', 'asked-for', '--json'], env)
      expect(program.lines).toMatchObject([{ name: 'LhL85eKrB9', playSeconds: 10 }])
      const meetings = await meetkeep(['meetings', 'list', '--json'], {
        ...env,
        MEETKEEP_MEETINGS_URL: `${service.url}/proconf/`,
      })
      expect(meetings.lines).toMatchObject([{ count: 1, items: [{ roomName: 'r1', startedAt: null }] }])
    })

    it('reports what went wrong, with the request id and the right exit status', async () => {
      const show = ['recordings', 'show', 'no-such-uuid', '--json']
      const missing = await meetkeep(show, env)
      expect(missing.status).toBe(1)
      expect(missing.lines).toMatchObject([{ error: { code: 'NOT_FOUND', requestId: expect.any(String) } }])
      const refused = await meetkeep(show, { ...env, MEETKEEP_APP_KEY: 'wrong' })
      expect(refused.status).toBe(3)
      expect(refused.lines).toMatchObject([
        { error: { code: 'AUTH_REJECTED', requestId: expect.any(String) } },
      ])
    })

    it('uses a pasted token without revoking it', async () => {
      service.liveTokens.add('pasted')
      const { MEETKEEP_APP_ID: _, MEETKEEP_APP_KEY: __, ...rest } = env
      const shown = await meetkeep(['recordings', 'show', OTHER_UUID, '--json'], {
        ...rest,
        MEETKEEP_ACCESS_TOKEN: 'pasted',
      })
      expect(shown.status).toBe(0)
      expect(shown.lines).toMatchObject([{ confUUID: OTHER_UUID, files: [{ part: 1 }, {}, {}] }])
      expect([...service.liveTokens]).toEqual(['pasted'])
      expect(service.calls).not.toContain('DELETE /v1/usg/acs/token')
      const stale = await meetkeep(['recordings', 'show', OTHER_UUID], {
        ...rest,
        MEETKEEP_ACCESS_TOKEN: 'stale',
      })
      expect(stale.status).toBe(3)
    })
  },
)
