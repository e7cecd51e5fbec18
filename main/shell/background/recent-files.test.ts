import { expect, test, vi } from 'vitest'
import type { SavedFilesChange } from '../../../contract/recording.ts'
import type { LibraryEntry } from '../../library/entry.ts'
import { createRecentFiles, nameOf } from './recent-files.ts'

const entry = (confUUID: string, savedAt: string): LibraryEntry => ({
  source: { kind: 'recording', site: 's', confUUID, fileType: 'Hd', part: 1 },
  path: `/videos/${confUUID}/Camera.mp4`,
  ...{ bytes: 1, sha256: '', title: `Topic ${confUUID}`, savedAt },
})
const file = (confUUID: string) => ({ site: 's', confUUID, fileType: 'HD', part: 1 })

test('lists the files that were saved last, and follows what is saved and removed', async () => {
  const entries = ['1', '2', '3', '4', '5', '6', '7'].map((n) => entry(n, `2026-11-0${n}`))
  let change = (_change: SavedFilesChange): void => undefined
  const recent = createRecentFiles({
    all: () => [...entries, entry('3', '2026-11-03')].values() as IterableIterator<LibraryEntry>,
    ofRecording: (_site, confUUID) => entries.filter((one) => one.path.includes(`/${confUUID}/`)),
    onSavedFiles: (listen) => ((change = listen), () => undefined),
  })
  const changed = vi.fn()
  recent.onChange(changed)
  const names = () => recent.list().map(({ name }) => name.slice('Topic '.length, 7))
  expect(recent.newestAt()).toBeNull()

  await recent.read()
  expect(names()).toEqual(['7', '6', '5', '4', '3'])
  expect(recent.newestAt()).toBe('2026-11-07')

  entries.push(entry('8', '2026-11-08'))
  change({ added: [file('8')], removed: [] })
  expect(names()).toEqual(['8', '7', '6', '5', '4'])
  const [first] = recent.list()
  expect(recent.byId(first?.id ?? '')?.path).toBe('/videos/8/Camera.mp4')

  change({ added: [], removed: [file('8'), file('7')] })
  expect(names()).toEqual(['6', '5', '4'])
  expect(recent.byId(first?.id ?? '')).toBeNull()
  expect(changed).toHaveBeenCalledTimes(3)
})

test('a name has the topic once', () => {
  expect(nameOf({ title: 'Weekly', path: '/v/2026-11-19 Weekly Camera.mp4' })).toBe(
    '2026-11-19 Weekly Camera.mp4',
  )
  expect(nameOf({ title: 'Weekly', path: '/v/Weekly/Camera.mp4' })).toBe('Weekly · Camera.mp4')
})
