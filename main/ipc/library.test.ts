import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { CallInput } from '../../contract/ipc.ts'
import { loadTexts } from '../../i18n/texts.ts'
import { createFolderWork } from '../library/folder-work.ts'
import { createLibrary } from '../library/library.ts'
import { savedIdOf } from '../library/saved-id.ts'
import type { HandlerContext } from './handler-context.ts'
import { libraryCalls } from './library.ts'
import { test } from '../../test/fixtures.ts'

let folder = ''
test.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
})

/** A material in the library, under its name in the service. */
async function saved(name: string) {
  const path = join(folder, name)
  writeFileSync(path, 'bytes')
  const source = { kind: 'material', site: 'https://s.example', programId: 'p', materialId: name } as const
  const library = createLibrary(folder, () => undefined)
  await library.add({ source, path, title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: 5, sha256: 'ab' })
  const host = { open: vi.fn(async () => undefined), reveal: vi.fn(), drag: vi.fn() }
  const calls = libraryCalls({ services: { library }, host } as unknown as HandlerContext)
  const id = savedIdOf(source)
  return {
    path,
    host,
    open: () => calls['library.open']({ id }),
    drag: (...more: string[]) => calls['library.drag']({ ids: [id, ...more] }),
    pathOf: (other = id) => calls['library.path']({ id: other }),
    reveal: (file: CallInput<'library.reveal'> = { id }) => calls['library.reveal'](file),
  }
}

test('a film is opened', async () => {
  const { path, host, open } = await saved('film.mp4')
  await open()
  expect(host.open).toHaveBeenCalledExactlyOnceWith(path)
})

test.each(['run.exe', 'run.desktop', 'page.html'])('%s is shown, and never opened', async (name) => {
  const { path, host, open } = await saved(name)
  await open()
  expect(host.open).not.toHaveBeenCalled()
  expect(host.reveal).toHaveBeenCalledExactlyOnceWith(path)
})

test('a different file at its path is neither', async () => {
  const { path, host, open } = await saved('film.mp4')
  writeFileSync(path, 'others')
  await expect(open()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(host.open).not.toHaveBeenCalled()
  expect(host.reveal).not.toHaveBeenCalled()
})

test('a file is shown in its folder while it is the file that was saved', async () => {
  const { path, host, reveal } = await saved('film.mp4')
  await reveal()
  expect(host.reveal).toHaveBeenCalledExactlyOnceWith(path)
  await expect(reveal({ id: '0'.repeat(32) })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  rmSync(path)
  await expect(reveal()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  writeFileSync(join(folder, 'other.mp4'), 'bytes')
  symlinkSync(join(folder, 'other.mp4'), path)
  await expect(reveal()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(host.reveal).toHaveBeenCalledOnce()
})

test('a file of a recording is found by what it is', async () => {
  const path = join(folder, 'film.mp4')
  writeFileSync(path, 'bytes')
  const file = { site: 'https://s.example', confUUID: 'u1', fileType: 'Hd', part: 1 }
  const library = createLibrary(folder, () => undefined)
  const entry = { path, title: 't', savedAt: '2026-01-02T03:04:05.000Z', bytes: 5, sha256: 'ab' }
  await library.add({ ...entry, source: { kind: 'recording', ...file } })
  const reveal = vi.fn()
  const calls = libraryCalls({ services: { library }, host: { reveal } } as unknown as HandlerContext)
  await calls['library.reveal'](file)
  expect(reveal).toHaveBeenCalledExactlyOnceWith(path)
  await expect(calls['library.reveal']({ ...file, part: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a file is dragged out and its path given by its id, while it is the one that was saved', async () => {
  const { path, host, drag, pathOf } = await saved('film.mp4')
  await drag()
  expect(host.drag).toHaveBeenCalledExactlyOnceWith([path])
  expect(await pathOf()).toEqual({ path })
  // One unknown id, and nothing is dragged.
  await expect(drag('0'.repeat(32))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(drag('/bin/sh')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  writeFileSync(path, 'others')
  await expect(drag()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(pathOf()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(host.drag).toHaveBeenCalledOnce()
})

test('files are removed only with consent, which names the meeting, their number and size', async () => {
  const path = join(folder, 'film.mp4')
  writeFileSync(path, 'bytes')
  const source = { kind: 'material', site: 'https://s.example', programId: 'p', materialId: 'm' } as const
  const library = createLibrary(folder, () => undefined)
  await library.add({
    source,
    path,
    title: '周会\u202e',
    savedAt: '2026-01-02T03:04:05.000Z',
    bytes: 5,
    sha256: 'ab',
  })
  const removing = { begin: vi.fn(), undo: () => 1, close: () => undefined }
  const askConsent = vi.fn(async () => false)
  const calls = libraryCalls({
    ...{ services: { library, removing }, host: {}, askConsent },
  } as unknown as HandlerContext)
  const ids = [savedIdOf(source)]
  await expect(calls['library.remove']({ ids })).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(removing.begin).not.toHaveBeenCalled()
  const facts = { name: '周会', files: 1, bytes: 5, onlyCopies: 0 }
  expect(askConsent).toHaveBeenCalledExactlyOnceWith({ kind: 'remove', ...facts })
  askConsent.mockResolvedValue(true)
  expect(await calls['library.remove']({ ids })).toEqual({ files: 1 })
  expect(removing.begin).toHaveBeenCalledOnce()
  askConsent.mockClear()
  await expect(calls['library.remove']({ ids: ['0'.repeat(32)] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(askConsent).not.toHaveBeenCalled()
})

test('the question says how many of the recordings are no longer in the cloud', async () => {
  const site = 'https://s.example'
  const library = createLibrary(folder, () => undefined)
  const source = (confUUID: string, part = 1) =>
    ({ kind: 'recording', site, confUUID, fileType: 'Hd', part }) as const
  const sources = [source('gone'), source('gone', 2), source('listed')]
  for (const [n, one] of sources.entries())
    await library.add({
      ...{ source: one, path: join(folder, `${n}.mp4`), title: 't', startTime: '2026-01-10T00:00:00.000Z' },
      ...{ savedAt: '2026-01-12T03:04:05.000Z', bytes: 5, sha256: 'ab' },
    })
  const list = { site, enterpriseId: 'e', isOfAllUsers: true, from: '2026-01-01', to: '2026-02-01' }
  for (const confUUIDs of [['gone', 'listed'], ['listed']])
    library.noteListed({ ...list, isWhole: true, confUUIDs: new Set(confUUIDs) })
  const askConsent = vi.fn(async () => false)
  const calls = libraryCalls({ services: { library }, host: {}, askConsent } as unknown as HandlerContext)
  await expect(calls['library.remove']({ ids: sources.map(savedIdOf) })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(askConsent).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ kind: 'remove', files: 3, onlyCopies: 1 }),
  )
})

test('a folder is added with what was left alone and why, and the whole list is saved', async () => {
  await loadTexts('en-US')
  const shelf = join(folder, 'shelf')
  mkdirSync(shelf)
  for (let n = 0; n < 205; n += 1) writeFileSync(join(shelf, `${n}.mp4`), 'bytes')
  const saveText = vi.fn(async () => true)
  const host = { chooseSavedFolder: async () => shelf, saveText, language: () => 'en-US' }
  const folderWork = createFolderWork()
  const library = createLibrary(join(folder, 'home'), () => undefined)
  const calls = libraryCalls({ services: { library, folderWork }, host } as unknown as HandlerContext)
  const states: unknown[] = []
  folderWork.onChange((state) => states.push(state))
  const added = await calls['library.addFolder']()
  expect(added).toMatchObject({ adopted: 0, known: 0, unknownCount: 205, isStopped: false })
  expect(added?.unknown).toHaveLength(200)
  expect(added?.unknown[0]).toEqual({ path: '0.mp4', reason: 'NOT_DESCRIBED' })
  expect(states).toEqual([{ kind: 'add', read: 0, bytes: 0, found: 0 }, null])
  expect(calls['library.folderWork']()).toBeNull()
  expect(await calls['library.saveNotAdopted']()).toEqual({ isSaved: true })
  const [, csv] = saveText.mock.calls[0] as unknown as [string, string]
  expect(csv.split('\r\n')).toHaveLength(207)
})
