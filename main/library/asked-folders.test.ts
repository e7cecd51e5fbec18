import { expect } from 'vitest'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Source } from '../../contract/download.ts'
import { test } from '../../test/fixtures.ts'
import { recordingDescription } from '../../test/recording-description.ts'
import { createAskedFolders } from './asked-folders.ts'
import { createDescribedFiles } from './described-files.ts'
import { writeDescription } from './write-description.ts'

const sourceOf = (confUUID: string): Source => ({
  ...{ kind: 'recording', site: 'https://meeting.example', confUUID },
  ...{ fileType: 'hd', part: 1 },
})

async function save(
  path: string,
  confUUID: string,
  describes: 'meeting' | 'file' = 'meeting',
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, 'film')
  const file = path.slice(dirname(path).length + 1)
  await writeDescription(path, recordingDescription({ file }, { confUUID }), describes)
}

/** A folder whose reading takes 10 ms of a clock that only the test moves. */
function asked() {
  const clock = { ms: 0, readings: 0 }
  const real = createDescribedFiles()
  const folders = createAskedFolders(
    {
      ...real,
      index: async (folder) => {
        clock.readings += 1
        clock.ms += 10
        return await real.index(folder)
      },
    },
    () => clock.ms,
  )
  const pathsOf = async (folder: string, confUUID: string, path = join(folder, 'none.mp4')) =>
    (await (await folders.ask(folder))(sourceOf(confUUID), path)).map((entry) => entry.path)
  return { clock, pathsOf }
}

test('reads a folder again only after twenty times as long as reading it took', async ({ folder }) => {
  const { clock, pathsOf } = asked()
  await save(join(folder, 'a', 'film.mp4'), 'u1')
  expect(await pathsOf(folder, 'u1')).toEqual([join(folder, 'a', 'film.mp4')])
  await save(join(folder, 'b', 'film.mp4'), 'u2')
  clock.ms += 199
  expect(await pathsOf(folder, 'u2')).toEqual([])
  expect(clock.readings).toBe(1)
  clock.ms += 1
  expect(await pathsOf(folder, 'u2')).toEqual([join(folder, 'b', 'film.mp4')])
  expect(clock.readings).toBe(2)
})

test('never says that a file is there which is not any more', async ({ folder }) => {
  const { pathsOf } = asked()
  const path = join(folder, 'a', 'film.mp4')
  await save(path, 'u1')
  expect(await pathsOf(folder, 'u1')).toEqual([path])
  await rm(path)
  expect(await pathsOf(folder, 'u1')).toEqual([])
})

test.for(['meeting', 'file'] as const)(
  'reads the description of a %s at the place of the file each time',
  async (describes, { folder }) => {
    const { clock, pathsOf } = asked()
    const path = join(folder, 'a', 'film.mp4')
    expect(await pathsOf(folder, 'u1', path)).toEqual([])
    await save(path, 'u1', describes)
    expect(await pathsOf(folder, 'u1', path)).toEqual([path])
    expect(await pathsOf(folder, 'u2', path)).toEqual([])
    expect(clock.readings).toBe(1)
  },
)
