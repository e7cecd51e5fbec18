import { createHash } from 'node:crypto'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createLibrary } from '../../main/library/library.ts'
import { test } from '../fixtures.ts'
import { recordingDescription } from '../recording-description.ts'
import { meetkeep } from './run.ts'

const SMALL = 250
const LARGE_BYTES = 16 * 2 ** 30
const sha256 = createHash('sha256').update('film').digest('hex')

/** A meeting of many small parts, and then one of a film that takes many seconds to read. */
async function fill(root: string): Promise<void> {
  const [small, large] = [join(root, 'a'), join(root, 'b')]
  await mkdir(small)
  await mkdir(large)
  const names = Array.from({ length: SMALL }, (_, n) => `part ${n}.mp4`)
  await Promise.all(names.map((name) => writeFile(join(small, name), 'film')))
  const description = recordingDescription()
  const files = names.map((file, n) => ({
    ...description.files[0],
    ...{ file, sha256, part: n + 1, parts: SMALL },
  }))
  await writeFile(join(small, 'meeting.json'), JSON.stringify({ ...description, files }))
  await writeFile(join(large, 'film.mp4'), '')
  await truncate(join(large, 'film.mp4'), LARGE_BYTES)
  const other = recordingDescription({ bytes: LARGE_BYTES }, { confUUID: 'u2' })
  await writeFile(join(large, 'meeting.json'), JSON.stringify(other))
}

async function verifiedIn(home: string): Promise<number> {
  const library = createLibrary(home, (path) => expect.unreachable(path))
  await library.load()
  return [...library.all()].filter(({ verifiedAt }) => verifiedAt != null).length
}

test.for(['SIGKILL', 'SIGINT'] as const)(
  'a verification that ends by %s amid a large film has the files before it in the index',
  async (signal, { home, folder }) => {
    await fill(folder)
    expect((await meetkeep(['library', 'adopt', folder], { MEETKEEP_HOME: home })).status).toBe(0)
    let stop = (): void => undefined
    const ended = meetkeep(['library', 'verify', folder], { MEETKEEP_HOME: home }, undefined, {
      onStart: (child) => (stop = () => child.kill(signal)),
    })
    // They are written while the film is being read.
    await expect.poll(() => verifiedIn(home)).toBe(SMALL)
    stop()
    expect((await ended).status).toBe(signal === 'SIGINT' ? 130 : null)
    expect(await verifiedIn(home)).toBe(SMALL)
  },
)
