import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { countFsCalls } from '../../test/count-fs-calls.ts'
import { test } from '../../test/fixtures.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import { readArchive } from '../archive/read-archive.ts'
import { adoptFolder } from './adopt.ts'
import { createLibrary } from './library.ts'
import { listFolder } from './list-folder.ts'
import { savedFolder } from './saved-folder.ts'
import { verifyFolder } from './verify.ts'

/** Enough for several batches of each step. */
const MEETINGS = 250
const TYPES = ['Hd', 'Aux', 'Audio']
const FILES = MEETINGS * TYPES.length
const sha256 = createHash('sha256').update('film').digest('hex')
const going = new AbortController().signal

/** Meetings of three files with one description each: in a folder each, or all beside each other. */
function fill(root: string, layout: 'meetings' | 'flat'): void {
  for (let n = 0; n < MEETINGS; n += 1) {
    const folder = layout === 'flat' ? root : join(root, `meeting ${n}`)
    mkdirSync(folder, { recursive: true })
    const names = TYPES.map((type) => `meeting ${n} ${type}.mp4`)
    for (const name of names) writeFileSync(join(folder, name), 'film')
    const files = TYPES.map((fileType, at) => ({ file: names[at] ?? '', fileType, sha256 }))
    const description = recordingDescription({}, { confUUID: `u${n}`, subject: `Meeting ${n}` })
    const [file] = description.files
    writeFileSync(
      join(folder, layout === 'flat' ? `meeting ${n}.json` : 'meeting.json'),
      JSON.stringify({ ...description, files: files.map((one) => ({ ...file, ...one })) }),
    )
  }
}

test.for(['meetings', 'flat'] as const)(
  'each file of a large folder is looked at a few times, however many there are: %s',
  async (layout, { folder, home }) => {
    fill(folder, layout)
    const calls = countFsCalls()
    const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
      calls.length = 0
      await work()
      return calls.length
    }
    const folders = layout === 'flat' ? 1 : MEETINGS + 1
    // A look at each file and its description, which is also looked at and opened to be read.
    const read = folders + FILES + 3 * MEETINGS

    expect(await callsOf(() => listFolder(savedFolder(folder), '', going))).toBeLessThanOrEqual(read)
    expect(await callsOf(() => readArchive(folder, going))).toBeLessThanOrEqual(read + 10)
    const verify = (): Promise<unknown> => verifyFolder(savedFolder(folder), () => undefined, going)
    expect(await callsOf(verify)).toBeLessThanOrEqual(read + 2 * FILES)

    const library = createLibrary(home, () => undefined)
    await library.load()
    const adopt = (): Promise<unknown> => adoptFolder(folder, library, going)
    // What is adopted is looked at once more, and its real path is read.
    expect(await callsOf(adopt)).toBeLessThanOrEqual(read + 2 * FILES + 500)
    expect([...library.all()]).toHaveLength(FILES)
    const index = join(home, 'library.jsonl')
    expect(calls.filter((path) => path.startsWith(index)).length).toBeLessThan(100)
    // The second time each is found where it is.
    expect(await callsOf(adopt)).toBeLessThanOrEqual(read + FILES + 100)

    calls.length = 0
    library.look()
    await expect.poll(() => calls.filter((path) => path.endsWith('.mp4')).length).toBe(FILES)
  },
)
