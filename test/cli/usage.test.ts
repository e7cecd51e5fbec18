import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { DemoService } from '../../demo/service.ts'
import { startDemo } from '../../demo/service.ts'
import { meetkeep, testFolder } from './run.ts'
import { hasSignals, isPosix } from '../platform.ts'

let service: DemoService | null = null
afterEach(async () => {
  await service?.close()
  service = null
})

async function demoEnvironment(): Promise<Record<string, string>> {
  service = await startDemo({ meetingsAuthorization: 'Bearer of-the-room' })
  return {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_MEETINGS_URL: service.meetingsUrl,
    MEETKEEP_HOME: join(await testFolder(), 'home'),
  }
}

describe('wrong usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['recordings', 'list', '--from', '2026-01-01']],
    [['recordings', 'list', '--from', 'soon', '--to', '2026-01-01']],
    [['recordings', 'download', 'x']],
    [['recordings', 'download', 'x', '--to', '']],
    [['library', 'verify', '']],
    [['minutes', 'read']],
    [['recordings', 'show', 'x', '--nonsense']],
  ])('exits with status 2: %j', async (args) => {
    const home = await testFolder()
    const people = await meetkeep(args, { MEETKEEP_HOME: home })
    expect(people.status).toBe(2)
    expect(people.stdout).toBe('')
    expect(people.stderr).toMatch(/\S/)
    const machine = await meetkeep([...args, '--json'], { MEETKEEP_HOME: home })
    expect(machine.status).toBe(2)
    expect(machine.lines).toMatchObject([{ error: { code: 'BAD_INPUT', requestId: null } }])
  })

  it('takes a secret from a file that other users cannot read, and names one that they can', async () => {
    const { MEETKEEP_APP_KEY = '', ...env } = await demoEnvironment()
    const path = join(await testFolder(), 'key')
    await writeFile(path, `${MEETKEEP_APP_KEY}\n`, { mode: 0o600 })
    const list = ['recordings', 'list', '--from', '2026-01-01', '--to', '2026-01-02', '--json']
    expect(await meetkeep(list, { ...env, MEETKEEP_APP_KEY_FILE: path })).toMatchObject({ status: 0 })
    const both = await meetkeep(list, { ...env, MEETKEEP_APP_KEY, MEETKEEP_APP_KEY_FILE: path })
    expect(both).toMatchObject({ status: 2, lines: [{ error: { code: 'BAD_INPUT' } }] })
    expect(both.stdout).not.toContain(MEETKEEP_APP_KEY)
    if (!isPosix) return
    await chmod(path, 0o644)
    const open = await meetkeep(list, { ...env, MEETKEEP_APP_KEY_FILE: path })
    expect(open).toMatchObject({ status: 2, lines: [{ error: { code: 'BAD_INPUT' } }] })
    expect(open.stdout).toContain(path)
    expect(open.stdout).not.toContain(MEETKEEP_APP_KEY)
  })

  it('accepts http only for this machine', async () => {
    const env = {
      MEETKEEP_SITE: 'http://meeting.example.com',
      MEETKEEP_ACCESS_TOKEN: 't',
      MEETKEEP_HOME: await testFolder(),
    }
    const { status, lines } = await meetkeep(['recordings', 'show', 'x', '--json'], env)
    expect(status).toBe(2)
    expect(lines).toMatchObject([{ error: { code: 'ADDRESS_REFUSED' } }])
  })

  it.each([
    ['MEETKEEP_HOME', (file: string) => file],
    ['MEETKEEP_HOME', (file: string) => join(file, 'below')],
    ['MEETKEEP_CA_FILE', (file: string) => file],
    ['MEETKEEP_CA_FILE', (file: string) => `${file}.gone`],
  ])('reports a %s that cannot be used', async (name, value) => {
    const folder = await testFolder()
    const file = join(folder, 'text')
    await writeFile(file, 'neither a folder nor a certificate')
    const env = { MEETKEEP_ACCESS_TOKEN: 't', MEETKEEP_HOME: folder, [name]: value(file) }
    const { status, stderr } = await meetkeep(
      ['recordings', 'download', 'x', '--to', join(folder, 'to')],
      env,
    )
    expect(status).toBe(2)
    expect(stderr).toContain(`${name} cannot be used: ${value(file)}`)
  })

  it.each([403, 404])('exits with status 3 when the sign-in fails with %i', async (status) => {
    const env = await demoEnvironment()
    service?.faults.next({ kind: 'status', status, on: 'api', path: '/appauth' })
    const refused = await meetkeep(['recordings', 'show', 'x', '--json'], env)
    expect(refused.status).toBe(3)
    expect(refused.lines).toMatchObject([{ error: { requestId: expect.stringMatching(/./) } }])
    // The same answer to another call is not a sign-in failure.
    service?.faults.next({ kind: 'status', status, on: 'api', path: '/programs' })
    expect((await meetkeep(['programs', 'list'], env)).status).toBe(1)
  })

  it('exits with status 3 without credentials, before anything is sent', async () => {
    const env = { MEETKEEP_SITE: 'http://127.0.0.1:9', MEETKEEP_HOME: await testFolder() }
    const { status, lines } = await meetkeep(['recordings', 'show', 'x', '--json'], env)
    expect(status).toBe(3)
    expect(lines).toMatchObject([{ error: { code: 'AUTH_REQUIRED' } }])
    const half = await meetkeep(['recordings', 'show', 'x'], { ...env, MEETKEEP_APP_ID: 'i' })
    expect(half.status).toBe(3)
    expect(half.stderr).toContain('MEETKEEP_APP_KEY')
  })

  it('reports that a service cannot be reached', async () => {
    const env = {
      MEETKEEP_SITE: 'http://127.0.0.1:9',
      MEETKEEP_APP_ID: 'i',
      MEETKEEP_APP_KEY: 'a-secret-key',
      MEETKEEP_HOME: await testFolder(),
    }
    const { status, stdout, stderr } = await meetkeep(['recordings', 'show', 'x', '--json', '--verbose'], env)
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'OFFLINE' } })
    expect(stdout + stderr).not.toContain('a-secret-key')
  })

  it('prints Chinese on a Chinese system', async () => {
    const env = { MEETKEEP_HOME: await testFolder(), LANG: 'zh_CN.UTF-8' }
    const { stderr } = await meetkeep(['recordings', 'show', 'x'], env)
    expect(stderr).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('programs and meetings', () => {
  it('shows a program', async () => {
    const env = await demoEnvironment()
    const args = ['programs', 'show', '6cffb6ffbb6049d1b21c1c4e39fcb2e0']
    const json = await meetkeep([...args, '--json'], env)
    expect(json.lines).toMatchObject([{ playSeconds: 45, materials: [{ canDownload: true }, {}, {}] }])
    const people = await meetkeep(args, env)
    expect(people.stdout).toContain('0:00:45')
    const [{ materials }] = json.lines as [{ materials: { id: string; path: string }[] }]
    for (const { id, path } of materials) {
      expect(people.stdout).toContain(id)
      expect(path).toMatch(/^\S+$/)
      expect(people.stdout).toContain(path)
    }
    expect((await meetkeep(['programs', 'show', 'none', '--json'], env)).status).toBe(1)
  })

  it('lists programs, all or those that match a search', async () => {
    const env = await demoEnvironment()
    const people = await meetkeep(['programs', 'list'], env)
    expect(people.stdout).toMatch(
      /6cffb6ffbb6049d1b21c1c4e39fcb2e0 .* 0:00:45 .*KB .* 前台大屏 Reception wall/,
    )
    const { lines, status } = await meetkeep(['programs', 'list', '--search', 'FLOOR', '--json'], env)
    expect([status, lines]).toMatchObject([
      0,
      [{ count: 1, items: [{ name: 'Meeting floor', playSeconds: 10 }] }],
    ])
  })

  it('lists ended meetings, and reports a refusal of their server', async () => {
    const env = await demoEnvironment()
    const args = ['meetings', 'list', '--json']
    const refused = await meetkeep(args, env)
    expect([refused.status, refused.lines]).toMatchObject([3, [{ error: { code: 'AUTH_REJECTED' } }]])
    const signed: Record<string, string> = { ...env, MEETKEEP_MEETINGS_AUTHORIZATION: 'Bearer of-the-room' }
    const list = await meetkeep(args, signed)
    expect(list.status).toBe(0)
    expect(list.lines).toMatchObject([{ count: 11 }])
    expect((await meetkeep(['meetings', 'list'], signed)).stdout).toContain('night-shift')
    service?.faults.next({ kind: 'status', status: 503, on: 'meetings', times: 9 })
    const missing = await meetkeep(args, signed)
    expect(missing.lines).toMatchObject([{ error: { code: 'DOMAIN_NOT_CONFIGURED' } }])
  })

  it('lists the cloud’s history with them, and either without the other', async () => {
    const env: Record<string, string> = {
      ...(await demoEnvironment()),
      MEETKEEP_MEETINGS_AUTHORIZATION: 'Bearer of-the-room',
    }
    const both = await meetkeep(['meetings', 'list', '--all', '--json'], env)
    expect(both.lines).toMatchObject([
      {
        count: 11,
        items: expect.arrayContaining([expect.objectContaining({ source: 'proconf', roomName: '董事会' })]),
        cloud: { items: expect.arrayContaining([expect.objectContaining({ hasRecording: true })]) },
      },
    ])
    expect(both.stdout).not.toMatch(/password|JoinUri/i)
    const people = await meetkeep(['meetings', 'list', '--all'], env)
    expect(people.stdout).toMatch(/proconf +- +night-shift_\d+ +night-shift/)
    expect(people.stdout).toMatch(/cloud +yes +[0-9a-f]{32} +Weekly sync/)

    const refused = await meetkeep(['meetings', 'list', '--json'], { ...env, MEETKEEP_APP_KEY: 'wrong' })
    expect([refused.status, refused.lines]).toMatchObject([
      3,
      [{ count: 11, cloud: { error: { code: 'AUTH_REJECTED' } } }],
    ])
    const { MEETKEEP_MEETINGS_URL: _, ...cloudAlone } = env
    const history = await meetkeep(['meetings', 'list', '--json'], cloudAlone)
    expect([history.status, Object.keys(history.lines[0] ?? {})]).toEqual([0, ['cloud']])
    const { MEETKEEP_APP_ID: __, MEETKEEP_APP_KEY: ___, ...serverAlone } = env
    const server = await meetkeep(['meetings', 'list', '--json'], serverAlone)
    expect([server.status, Object.keys(server.lines[0] ?? {})]).toEqual([0, ['items', 'count', 'isComplete']])
    const { MEETKEEP_MEETINGS_URL: ____, ...neither } = serverAlone
    expect((await meetkeep(['meetings', 'list'], neither)).status).toBe(2)
    expect((await meetkeep(['meetings', 'list', '--source', 'cloud'], serverAlone)).status).toBe(3)
    expect((await meetkeep(['meetings', 'list', '--source', 'proconf'], cloudAlone)).status).toBe(2)
  })

  it('filters by a given period', async () => {
    const env = { ...(await demoEnvironment()), MEETKEEP_MEETINGS_AUTHORIZATION: 'Bearer of-the-room' }
    const none = ['meetings', 'list', '--from', '2020-01-01', '--to', '2020-01-31', '--json']
    const { lines } = await meetkeep(none, env)
    // Only the meeting whose times cannot be parsed.
    expect(lines).toMatchObject([{ count: 1, cloud: { count: 0 } }])
  })
})

describe('demo', () => {
  it('runs the main workflow with visible output', async () => {
    const people = await meetkeep(['demo'])
    expect(people.stdout).not.toContain('✗')
    expect(people.status).toBe(0)
  })

  it.runIf(hasSignals)('serves until it is interrupted, and prints how to reach it', async () => {
    const home = await testFolder()
    let served: Promise<number> | undefined
    const { status, lines } = await meetkeep(['demo', '--serve', '--json'], {}, (line, child) => {
      const { env } = JSON.parse(line) as { env: Record<string, string> }
      served = meetkeep(['meetings', 'list', '--json'], { ...env, MEETKEEP_HOME: home }).then((list) => {
        child.kill('SIGTERM')
        return list.status ?? -1
      })
    })
    expect(status).toBe(0)
    expect(await served).toBe(0)
    expect(lines).toMatchObject([{ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) }])
  })
})
