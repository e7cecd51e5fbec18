import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DemoService } from '../../demo/service.ts'
import { startDemo } from '../../demo/service.ts'
import { meetkeep, testFolder } from './run.ts'

let service: DemoService
let root: string
let folder: string

beforeEach(async () => {
  service = await startDemo()
  root = await testFolder()
  folder = join(root, 'recordings')
})
afterEach(() => service.close())

const verify = (...more: string[]) =>
  meetkeep(['library', 'verify', folder, ...more], { MEETKEEP_HOME: root })

async function save(): Promise<string[]> {
  const ids = ['Weekly sync', 'Sound check'].map(
    (topic) => service.recordings.find(({ subject }) => subject === topic)?.confUUID ?? '',
  )
  const { status } = await meetkeep(['recordings', 'download', ...ids, '--to', folder, '--json'], {
    ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
    MEETKEEP_HOME: join(root, 'home'),
  })
  expect(status).toBe(0)
  return (await readdir(folder)).filter((name) => name.endsWith('.mp4'))
}

describe('library verify', () => {
  it('verifies intact files without a sign-in, and then reports their changes', async () => {
    const names = await save()
    expect(names).toHaveLength(5)
    const fine = await verify('--json')
    expect([fine.status, fine.lines]).toEqual([
      0,
      [{ checked: 5, ok: 5, damaged: [], missing: [], incomplete: [], unknown: [] }],
    ])

    const [flipped = '', cut = '', gone = '', orphan = ''] = names
    const bytes = await readFile(join(folder, flipped))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10
    await writeFile(join(folder, flipped), bytes)
    await truncate(join(folder, cut), 1000)
    await rm(join(folder, gone))
    await rm(join(folder, orphan.replace(/mp4$/, 'json')))
    await writeFile(join(folder, 'film (incomplete).mp4'), 'half')
    const found = await verify('--json')
    expect([found.status, found.lines]).toEqual([
      1,
      [
        {
          ...{ checked: 3, ok: 1, missing: [gone], incomplete: ['film (incomplete).mp4'], unknown: [orphan] },
          damaged: expect.arrayContaining([
            { path: flipped, reason: 'HASH_MISMATCH' },
            { path: cut, reason: 'SIZE_MISMATCH' },
          ]),
        },
      ],
    ])

    const people = await verify()
    expect(people.status).toBe(1)
    expect(people.stdout).toContain(`damaged ${flipped}: its bytes have changed`)
    expect(people.stdout).toContain(`missing ${gone}`)
    expect(people.stdout).toContain('incomplete film (incomplete).mp4')
    expect(people.stdout.trim().split('\n').at(-1)).toBe(
      '3 checked, 1 unchanged, 2 damaged, 1 missing, 1 unknown',
    )
  })

  it('reports what is wrong with the given folder', async () => {
    const { status, lines } = await verify('--json')
    expect([status, lines]).toMatchObject([1, [{ error: { code: 'FOLDER_MISSING' } }]])
    const none = await meetkeep(['library', 'verify'])
    expect(none.status).toBe(2)
  })

  it.each(['list', 'verify', 'adopt'])(
    '%s names a folder that is not there, and no option',
    async (command) => {
      const { status, stderr } = await meetkeep(['library', command, folder], { MEETKEEP_HOME: root })
      expect(status).toBe(1)
      expect(stderr).toContain(`There is no folder ${folder}`)
      expect(stderr).not.toContain('--to')
    },
  )
})
