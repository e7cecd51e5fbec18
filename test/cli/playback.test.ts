import { chmod, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openerOf } from '../../cli/open-address.ts'
import { jsonSite } from '../json-site.ts'
import { isPosix } from '../platform.ts'
import { SAMPLE_ROW } from '../recording-row.ts'
import { meetkeep, testFolder } from './run.ts'

const LINK = 'https://play.example/detail?token=canary&x=1'

let site: Awaited<ReturnType<typeof jsonSite>>
let urls: string[]
let env: Record<string, string>
beforeEach(async () => {
  urls = [LINK]
  site = await jsonSite(({ path }) =>
    path.startsWith('/v2/usg/acs/')
      ? { body: { accessToken: 'token', validPeriod: 50_000 } }
      : { body: { ...SAMPLE_ROW, isDecodeFinish: true, url: urls } },
  )
  env = { MEETKEEP_SITE: site.url, MEETKEEP_APP_ID: 'a', MEETKEEP_APP_KEY: 'k' }
})
afterEach(() => site.close())

const args = (command: string, ...more: string[]) => ['recordings', command, SAMPLE_ROW.confUUID, ...more]

describe('the playback link', () => {
  it('is printed without its secret, and whole with a warning on request', async () => {
    const usual = await meetkeep(args('show'), env)
    expect(usual.stdout).toContain('https://play.example/detail?…')
    expect(usual.stdout + usual.stderr).not.toContain('canary')
    const whole = await meetkeep(args('show', '--playback-link'), env)
    expect(whole.stdout).toContain(LINK)
    expect(whole.stderr).toContain('contains a secret')
  })

  it.runIf(isPosix)('is opened in the browser, and not printed', async () => {
    const folder = await testFolder()
    const [program] = openerOf(process.platform)
    const opened = join(folder, 'opened')
    await writeFile(
      join(folder, program),
      `#!/bin/sh\nprintf '%s' "$*" > '${opened}.new' && mv '${opened}.new' '${opened}'\n`,
    )
    await chmod(join(folder, program), 0o755)
    const path = [folder, process.env['PATH']].join(delimiter)
    const { status, stdout, stderr } = await meetkeep(args('open'), { ...env, PATH: path })
    expect([status, stdout, stderr]).toEqual([0, 'The playback page was opened in the browser.\n', ''])
    await expect.poll(() => readFile(opened, 'utf8').catch(() => null)).toBe(LINK)
  })

  it.runIf(isPosix)('names the program that is missing', async () => {
    const { status, stderr } = await meetkeep(args('open'), { ...env, PATH: await testFolder() })
    expect(status).toBe(1)
    expect(stderr).toContain(`${openerOf(process.platform)[0]} is missing`)
  })

  it('is neither opened nor invented when there is none, or none of https', async () => {
    urls = ['http://play.example/']
    const refused = await meetkeep(args('open', '--json'), env)
    expect(refused.status).not.toBe(0)
    expect(refused.lines).toMatchObject([{ error: { code: 'ADDRESS_REFUSED' } }])
    urls = []
    const none = await meetkeep(args('open'), env)
    expect([none.status, none.stderr]).toEqual([1, 'The service gave no playback link for this recording.\n'])
  })
})
