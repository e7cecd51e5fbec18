import { mkdir, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordingDescription } from '../recording-description.ts'
import { meetkeep, testFolder } from './run.ts'

const status = async (dir: string) => {
  const found = await meetkeep(['archive', 'status', dir, '--json'], {
    MEETKEEP_HOME: join(await testFolder(), 'none'),
  })
  return { exit: found.status, ...found.lines[0] }
}

/** A recording of one file of four bytes, saved in its own folder. */
async function save(root: string, confUUID: string): Promise<string> {
  const folder = join(root, '2026', confUUID)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'Camera.mp4'), 'film')
  const description = recordingDescription({ file: 'Camera.mp4' }, { confUUID })
  await writeFile(join(folder, 'meeting.json'), JSON.stringify(description))
  return folder
}

it('says without a sign-in what a folder holds, here and after it was moved', async () => {
  const root = join(await testFolder(), 'archive')
  const [one, other] = [await save(root, 'one'), await save(root, 'other')]
  const whole = {
    ...{ exit: 0, recordings: 2, complete: 2, partly: 0, waiting: 0, failed: 0, goneBeforeSaved: 0 },
    ...{ files: 2, bytes: 8, missing: 0, damaged: 0, lastRun: null },
  }
  expect(await status(root)).toEqual(whole)
  const names = await readdir(root, { recursive: true })
  await rename(root, `${root} moved`)
  expect(await status(`${root} moved`)).toEqual(whole)
  expect(await readdir(`${root} moved`, { recursive: true })).toEqual(names)
  await rename(`${root} moved`, root)

  await truncate(join(one, 'Camera.mp4'), 2)
  await rm(join(other, 'Camera.mp4'))
  expect(await status(root)).toMatchObject({
    exit: 1,
    complete: 0,
    partly: 2,
    missing: 1,
    damaged: 1,
    files: 0,
  })
  await writeFile(join(one, 'meeting.json'), '{"kind":"meetkeep-recording","version":2}')
  expect(await status(root)).toMatchObject({ exit: 1, recordings: 1, missing: 1, damaged: 1 })
})

it('prints the same for people, in both languages', async () => {
  const root = await testFolder()
  await save(root, 'one')
  const english = await meetkeep(['archive', 'status', root])
  expect(english.stdout).toMatch(/Complete: +1\n/)
  const chinese = await meetkeep(['archive', 'status', root], { LANG: 'zh_CN.UTF-8' })
  expect(chinese.stdout).toMatch(/完整： +1\n/)
  await rm(join(root, '2026', 'one', 'Camera.mp4'))
  const partly = await meetkeep(['archive', 'status', root])
  expect([partly.status, partly.stdout]).toEqual([1, expect.stringMatching(/^not complete .*\(one\)\n/)])
})

it('refuses a folder that is missing, and one that is not an archive', async () => {
  const root = await testFolder()
  expect(await status(join(root, 'gone'))).toMatchObject({ exit: 1, error: { code: 'FOLDER_MISSING' } })
  await writeFile(join(root, 'film.mp4'), 'film')
  expect(await status(root)).toMatchObject({ exit: 1, error: { code: 'NOT_AN_ARCHIVE' } })
  expect((await meetkeep(['archive', 'status'])).status).toBe(2)
})
