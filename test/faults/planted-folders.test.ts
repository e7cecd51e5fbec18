import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { adoptFolder } from '../../main/library/adopt.ts'
import { createDescribedFiles } from '../../main/library/described-files.ts'
import { listFolder } from '../../main/library/list-folder.ts'
import { noteOutcomeIn } from '../../main/library/note-outcome.ts'
import { savedFolder } from '../../main/library/saved-folder.ts'
import { verifyFolder } from '../../main/library/verify.ts'
import { writeDescription } from '../../main/library/write-description.ts'
import { test } from '../fixtures.ts'
import { isPosix } from '../platform.ts'
import { recordingDescription as about } from '../recording-description.ts'

const RUNS = Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 60)
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 20_261_128)
const going = new AbortController().signal

const name = fc.constantFrom(
  'meeting.json',
  'film.json',
  'film.mp4',
  'film.mp4.json',
  'a',
  '会议',
  'x'.repeat(240),
)
const whole = fc
  .record({ file: fc.oneof(name, fc.constantFrom('../secret', '..', '/etc/passwd', '')), bytes: fc.nat(9) })
  .map((file) => JSON.stringify(about(file)))
const text = fc.oneof(
  whole,
  fc.tuple(whole, fc.nat()).map(([all, at]) => all.slice(0, at % all.length)),
  fc.constantFrom(
    'film',
    '',
    '{"kind":"meetkeep-recording","version":9}',
    '['.repeat(100_000),
    '\0'.repeat(9),
  ),
  fc.string().map((topic) => JSON.stringify(about({}, { subject: topic.repeat(300), confUUID: topic }))),
)
const planted = fc.array(
  fc.record({
    folder: fc.constantFrom('', 'a', 'b/c'),
    name,
    kind: fc.constantFrom('file', 'file', 'file', 'folder', 'link', 'circle', 'pipe'),
    text,
  }),
  { maxLength: 12 },
)

test.runIf(isPosix)('a folder with anything planted in it ends in named states', async ({ folder, home }) => {
  const secret = join(home, 'secret')
  await writeFile(secret, 'secret')
  let run = 0
  const one = async (things: typeof planted extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
    const root = join(folder, String((run += 1)))
    for (const thing of things) {
      const path = join(root, thing.folder, thing.name)
      // What is planted first stays.
      const ignore = (): void => undefined
      await mkdir(join(root, thing.folder), { recursive: true }).catch(ignore)
      if (thing.kind === 'file') await writeFile(path, thing.text, { flag: 'wx' }).catch(ignore)
      else if (thing.kind === 'folder') await mkdir(path).catch(ignore)
      else if (thing.kind === 'pipe') spawnSync('mkfifo', [path])
      else await symlink(thing.kind === 'link' ? secret : root, path).catch(ignore)
    }
    await mkdir(root, { recursive: true })
    const source = {
      kind: 'recording',
      site: 'https://meeting.example',
      confUUID: 'u1',
      fileType: 'Hd',
      part: 1,
    } as const
    const added: string[] = []
    const index = {
      findAll: async () => [],
      addAll: async (all: readonly { path: string }[]) => void added.push(...all.map(({ path }) => path)),
    }
    await adoptFolder(root, index, going)
    await listFolder(savedFolder(root), 'x', going)
    await verifyFolder(savedFolder(root), () => undefined, going, noteOutcomeIn(root, null))
    const found = await (await createDescribedFiles().index(root))(source)
    for (const path of [...added, ...found.map((entry) => entry.path)])
      expect(path.startsWith(`${root}/`)).toBe(true)
    await writeDescription(join(root, 'film.mp4'), about(), 'meeting').catch((error: unknown) =>
      expect(error).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) }),
    )
    expect(await readdir(home)).toEqual(['secret'])
    expect(await readFile(secret, 'utf8')).toBe('secret')
  }
  await fc.assert(fc.asyncProperty(planted, one), { numRuns: RUNS, seed: SEED })
})
