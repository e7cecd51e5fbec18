import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { certificateMaker } from '../certificates.ts'
import { freePort } from '../proxies.ts'
import { startOtherService } from './other-service.ts'
import { meetkeep, testFolder } from './run.ts'

let service: DemoService | null = null
afterEach(async () => {
  await service?.close()
  service = null
})

const found = (lines: Record<string, unknown>[]): Record<string, unknown> =>
  Object.fromEntries(
    (
      lines[0] as { findings: { check: string; found: string | null; error: { code: string } | null }[] }
    ).findings.map(({ check, found: well, error }) => [check, well ?? error?.code]),
  )

describe('meetkeep doctor', () => {
  it('reports that everything works, as text and as JSON, and leaves no files behind', async () => {
    service = await startDemo()
    const folder = await testFolder()
    const env = {
      MEETKEEP_SITE: service.url,
      MEETKEEP_APP_ID: service.appId,
      MEETKEEP_APP_KEY: service.appKey,
      MEETKEEP_HOME: join(await testFolder(), 'home'),
    }
    const machine = await meetkeep(['doctor', '--to', folder, '--json'], env)
    expect(found(machine.lines)).toEqual({
      proxy: 'direct',
      site: 'reached',
      certificate: 'none-needed',
      signIn: 'accepted',
      folder: 'writable',
      disk: 'room',
    })
    expect(machine.status).toBe(0)
    const people = await meetkeep(['doctor', '--to', folder], env)
    expect(people.stdout).toMatch(/^ok +Sign-in +The service accepted the sign-in of /m)
    expect(people.status).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })

  it('exits with 3 if signing in would help, and explains how', async () => {
    service = await startDemo()
    const env = { MEETKEEP_SITE: service.url, MEETKEEP_HOME: join(await testFolder(), 'home') }
    const { status, stdout } = await meetkeep(['doctor'], env)
    expect(status).toBe(3)
    expect(stdout).toMatch(/^FAILED +Sign-in /m)
    expect(stdout).toMatch(/^Sign-in: Sign in/m)
    expect(stdout).toMatch(/^Set MEETKEEP_APP_ID and MEETKEEP_APP_KEY/m)
  })

  it('reports an untrusted certificate, sends it nothing, and explains what to do', async () => {
    const certificates = certificateMaker()
    const { key, cert, fingerprint } = certificates.issued('host')
    const other = await startOtherService({ honoursRange: true, tls: { key, cert } })
    try {
      const env = {
        MEETKEEP_SITE: other.url,
        MEETKEEP_APP_ID: other.appId,
        MEETKEEP_APP_KEY: other.appKey,
        MEETKEEP_HOME: join(await testFolder(), 'home'),
      }
      const folder = await testFolder()
      const { status, stdout } = await meetkeep(['doctor', '--to', folder], env)
      expect(status).toBe(1)
      expect(stdout).toMatch(/^FAILED +Certificate /m)
      expect(stdout).toMatch(/^- +Sign-in +Not tested, because of: Certificate/m)
      expect(stdout).toContain(fingerprint)
      expect(stdout).toMatch(/add --trust 127\.0\.0\.1:\d+=[\dA-F:]{95}/)
      expect(stdout).toContain('MEETKEEP_CA_FILE')
      expect(other.calls).toEqual([])
      const vouched = await meetkeep(['doctor', '--to', folder, '--json'], {
        ...env,
        MEETKEEP_CA_FILE: certificates.caFile,
      })
      expect(found(vouched.lines)).toMatchObject({ certificate: 'vouched' })
    } finally {
      await other.close()
      certificates.remove()
    }
  })

  it.each([
    [
      'is missing',
      'missing',
      /^FAILED +Folder +The folder to save to is missing[^]*use --to <folder> to name another/m,
    ],
    [
      'is a file',
      'film.mp4',
      /^FAILED +Folder +The folder to save to is a file[^]*Use --to <folder> to name a folder/m,
    ],
    [
      'has a name too long',
      'x'.repeat(300),
      /^FAILED +Folder [^]*Use --to <folder> to name a folder with a shorter path/m,
    ],
  ])('a folder that %s fails alone, and says how another is named', async (_what, name, row) => {
    service = await startDemo()
    const folder = await testFolder()
    await writeFile(join(folder, 'film.mp4'), '')
    const { status, stdout } = await meetkeep(['doctor', '--to', join(folder, name)], {
      MEETKEEP_SITE: service.url,
      MEETKEEP_APP_ID: service.appId,
      MEETKEEP_APP_KEY: service.appKey,
      MEETKEEP_HOME: join(folder, 'home'),
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(row)
    expect(stdout).toMatch(/^ok +Sign-in /m)
  })

  it('reports a proxy that does not respond, and tests nothing beyond it', async () => {
    const { status, stdout } = await meetkeep(['doctor', '--to', await testFolder()], {
      MEETKEEP_SITE: 'https://meetings.example',
      MEETKEEP_ACCESS_TOKEN: 'a-token',
      HTTPS_PROXY: `http://127.0.0.1:${await freePort()}`,
      MEETKEEP_HOME: join(await testFolder(), 'home'),
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^FAILED +Proxy /m)
    expect(stdout).toMatch(/^- +Site +Not tested, because of: Proxy/m)
    expect(stdout).toMatch(/^Proxy: Check HTTPS_PROXY, the proxy, or ask its administrator/m)
  })

  it('exits with 1 if the service does not respond, and tests what does not depend on it', async () => {
    const env = {
      MEETKEEP_SITE: `http://127.0.0.1:${await freePort()}`,
      MEETKEEP_ACCESS_TOKEN: 'a-token',
      MEETKEEP_HOME: join(await testFolder(), 'home'),
      LANG: 'zh_CN.UTF-8',
    }
    const { status, stdout } = await meetkeep(['doctor', '--to', '/nowhere/at/all'], env)
    expect(status).toBe(1)
    expect(stdout).toMatch(/^失败 +站点 /m)
    expect(stdout).toMatch(/^- +登录 +未检查，原因：站点/m)
    expect(stdout).toMatch(/^失败 +保存文件夹 /m)
    const { lines } = await meetkeep(['doctor', '--to', '/nowhere/at/all', '--json'], env)
    expect(found(lines)).toMatchObject({ site: 'OFFLINE', signIn: 'not-tested', folder: 'FOLDER_MISSING' })
  })
})
