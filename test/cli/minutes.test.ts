import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import QRCode from 'qrcode'
import { afterEach, describe, expect, it } from 'vitest'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { minutes } from '../../i18n/en-US/minutes.ts'
import { partImage } from '../pictures/make-pictures.ts'
import { isPosix } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

const UUID = '42b8e80be5044513ae20edd4ad705272'
const LINK = `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${UUID}`

let service: DemoService | null = null
afterEach(async () => {
  await service?.close()
  service = null
})

async function demoEnvironment(): Promise<Record<string, string>> {
  service = await startDemo()
  return {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_HOME: join(await testFolder(), 'home'),
  }
}

describe('minutes', () => {
  it('reads pictures without an account, one line each', async () => {
    const folder = await testFolder()
    const good = join(folder, 'good.png')
    const text = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1&topic=%E5%AD%A3'
    await writeFile(good, await QRCode.toBuffer(text))
    const bad = join(folder, 'bad.png')
    await writeFile(bad, 'no picture')
    const { status, lines } = await meetkeep([
      'minutes',
      'read',
      good,
      bad,
      join(folder, 'none.png'),
      '--json',
    ])
    expect(status).toBe(1)
    expect(lines).toMatchObject([
      { file: good, texts: [text] },
      { file: bad, texts: [], error: { code: 'PICTURE_UNREADABLE' } },
      { texts: [], error: { code: 'NOT_FOUND' } },
    ])
    const alone = await meetkeep(['minutes', 'read', good])
    expect([alone.status, alone.stdout.trim()]).toEqual([0, text])
  })

  it('joins the parts of one code over several pictures', async () => {
    const folder = await testFolder()
    const path = (name: string) => join(folder, name)
    const parts = [LINK.slice(0, 60), LINK.slice(60)].map((part) => Buffer.from(part))
    for (const [index, bytes] of parts.entries())
      await writeFile(path(`${index}.png`), await partImage(bytes, index, parts).png().toBuffer())
    await writeFile(path('other.png'), await QRCode.toBuffer('https://example.com'))
    const both = await meetkeep([
      'minutes',
      'read',
      path('0.png'),
      path('other.png'),
      path('1.png'),
      '--json',
    ])
    expect(both.status).toBe(0)
    expect(both.lines).toMatchObject([
      { file: path('other.png'), texts: ['https://example.com'] },
      { file: path('0.png'), texts: [LINK] },
    ])
    const one = await meetkeep(['minutes', 'read', path('1.png'), '--json'])
    expect(one.status).toBe(1)
    expect(one.lines).toMatchObject([{ texts: [], error: { code: 'QR_INVALID' } }])
  })

  it('saves the one usable link of a text, and names what it repaired', async () => {
    const env = await demoEnvironment()
    const copied = LINK.replaceAll('&', '&amp;')
    const text = `会议纪要：${copied}，请保存。\n${LINK.slice(0, -9)}…`
    const { status, lines } = await meetkeep(['minutes', 'save', text, '--dry-run', '--json'], env)
    expect(status).toBe(0)
    expect(lines).toMatchObject([{ body: { uuid: UUID }, repairs: ['html', 'text'] }])
    const people = await meetkeep(['minutes', 'save', text, '--dry-run'], env)
    for (const repair of [minutes.repairs.html, minutes.repairs.text]) expect(people.stderr).toContain(repair)
  })

  it('saves none of several links, and no damaged one', async () => {
    const env = await demoEnvironment()
    const several = await meetkeep(['minutes', 'save', `${LINK} ${LINK}&n=2`, '--json'], env)
    expect(several.lines).toMatchObject([{ error: { code: 'BAD_INPUT' } }])
    const cut = await meetkeep(['minutes', 'save', `${LINK.slice(0, -9)}…`, '--json'], env)
    expect(cut.lines).toMatchObject([{ error: { code: 'QR_INVALID' } }])
    expect(service?.minutesSaves()).toEqual([])
  })

  it.skipIf(!isPosix)('takes a file for a file, also one whose name begins like an address', async () => {
    const env = await demoEnvironment()
    const path = join(await testFolder(), 'shot-12:00:01.png')
    await writeFile(path, await QRCode.toBuffer(LINK))
    const dryRun = (file: string) =>
      meetkeep(['minutes', 'save', file, '--dry-run', '--json'], env, undefined, { cwd: dirname(path) })
    expect((await dryRun(basename(path))).lines).toMatchObject([{ body: { uuid: UUID } }])
    const missing = await dryRun('shot-13:00:01.png')
    expect(missing.lines).toMatchObject([
      { error: { code: 'NOT_FOUND', message: expect.stringContaining('There is no such file') } },
    ])
    const plus = await meetkeep(['minutes', 'save', `${LINK}&topic=a+b`, '--dry-run'], env)
    expect(plus.stderr).toContain('The code writes spaces as + in: topic')
    const address = await dryRun('https://example.com/shot.png')
    expect(address.lines).toMatchObject([{ error: { code: 'QR_NOT_CLOUDLINK' } }])
  })

  it('saves from a picture exactly the content of the code', async () => {
    const env = await demoEnvironment()
    const folder = await testFolder()
    const path = join(folder, 'photo.jpg')
    const picture = await fetch(`${service?.url}/demo/qr/save-minutes-photo.jpg`)
    await writeFile(path, Buffer.from(await picture.arrayBuffer()))
    const { status, lines } = await meetkeep(['minutes', 'save', path, '--json'], env)
    expect(status).toBe(0)
    const body = { uuid: '9d1f6c0a7be34e21a4c85d20f3b16e77', topic: '白板' }
    expect(lines).toMatchObject([{ saved: true, body }])
    expect(service?.minutesSaves()).toMatchObject([{ userId: 'demo.admin', body }])
  })

  it('sends nothing in a dry run, signed in or not', async () => {
    const env = await demoEnvironment()
    const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
    const signedIn = await meetkeep(['minutes', 'save', link, '--dry-run', '--json'], env)
    expect(signedIn.lines).toMatchObject([{ dryRun: true, body: { uuid: '1' }, ownerId: 'demo.admin' }])
    const signedOut = await meetkeep(['minutes', 'save', link, '--dry-run', '--json'], {
      MEETKEEP_HOME: await testFolder(),
    })
    expect(signedOut.status).toBe(0)
    expect(signedOut.lines).toMatchObject([{ dryRun: true, owner: null }])
    expect(service?.minutesSaves()).toEqual([])
  })

  it.each([
    ['open-file-list.png', 'QR_OPENS_FILE_LIST'],
    ['other-host.png', 'QR_NOT_CLOUDLINK'],
  ])('refuses %s with its code', async (name, code) => {
    const env = await demoEnvironment()
    const path = join(await testFolder(), name)
    await writeFile(path, await readFile(new URL(`../../demo/pictures/${name}`, import.meta.url)))
    const { status, lines } = await meetkeep(['minutes', 'save', path, '--json'], env)
    expect(status).toBe(1)
    expect(lines).toMatchObject([{ error: { code } }])
    expect(service?.minutesSaves()).toEqual([])
  })

  it('selects the only minutes code among others', async () => {
    const env = await demoEnvironment()
    const path = join(await testFolder(), 'two.png')
    await writeFile(path, await readFile(new URL('../../demo/pictures/two-codes.png', import.meta.url)))
    const { status } = await meetkeep(['minutes', 'save', path], env)
    expect(status).toBe(0)
    expect(service?.minutesSaves()).toMatchObject([{ body: { device: 'IdeaHub 3F' } }])
  })

  it('lists all own minutes, and those that match a search', async () => {
    const env = await demoEnvironment()
    const all = await meetkeep(['minutes', 'list', '--json'], env)
    expect(all.status).toBe(0)
    const { items } = all.lines[0] as { items: { fileCode: string; topic: string }[] }
    expect(new Set(items.map(({ fileCode }) => fileCode)).size).toBe(13)
    // A single row is returned as an object.
    const one = await meetkeep(['minutes', 'list', '--search', 'workshop 11', '--json'], env)
    expect(one.lines).toMatchObject([{ items: [{ topic: 'Roadmap workshop 11' }] }])
    const people = await meetkeep(['minutes', 'list', '--search', 'nothing like it'], env)
    expect([people.status, people.stdout]).toEqual([0, ''])
    expect(people.stderr).toContain('0 minutes')
  })

  it('reports a refusal of the service', async () => {
    const env = await demoEnvironment()
    const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=unknown'
    const { status, lines } = await meetkeep(['minutes', 'save', link, '--json'], env)
    expect(status).toBe(1)
    expect(lines).toMatchObject([{ error: { code: 'BAD_REQUEST', requestId: expect.any(String) } }])
  })
})
