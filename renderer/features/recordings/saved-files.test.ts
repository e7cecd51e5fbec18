import { expect, test, vi } from 'vitest'
import { MAX_SAVED_ASKED, type SavedFile } from '../../../contract/recording.ts'
import { createSavedFiles } from './saved-files.ts'

const SITE = 'https://one.example'
const file = (confUUID: string, fileType = 'Hd', site = SITE): SavedFile => ({
  ...{ site, confUUID, fileType, part: 1 },
})

/** Main, whose answers the test gives. */
function main() {
  const asked: { ids: string[]; answer: (files: SavedFile[]) => void; fail: () => void }[] = []
  const load = (ids: string[]) =>
    new Promise<SavedFile[]>((resolve, reject) =>
      asked.push({ ids, answer: resolve, fail: () => reject(new Error('no answer')) }),
    )
  const onChange = vi.fn()
  const saved = createSavedFiles(SITE, load)
  saved.subscribe(onChange)
  return { asked, onChange, saved }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('asks once for each recording, in bounded calls', async () => {
  const { asked, saved, onChange } = main()
  const ids = Array.from({ length: MAX_SAVED_ASKED + 1 }, (_, n) => `u${n}`)
  saved.want(ids)
  saved.want(ids)
  expect(asked.map((one) => one.ids.length)).toEqual([MAX_SAVED_ASKED, 1])
  asked[0]?.answer([file('u0'), file('u0', 'Aux')])
  await settled()
  expect(onChange).toHaveBeenCalledOnce()
  expect([saved.current.get('u0')?.length, saved.current.get('u1')]).toEqual([2, []])
  saved.want(ids)
  expect(asked).toHaveLength(2)
})

test('a change is applied to what is known, types without case', async () => {
  const { asked, saved } = main()
  saved.want(['u1'])
  asked[0]?.answer([file('u1')])
  await settled()
  saved.apply({ added: [file('u1', 'HD'), file('u1', 'Aux'), file('u2')], removed: [] })
  expect(saved.current.get('u1')?.map(({ fileType }) => fileType)).toEqual(['HD', 'Aux'])
  expect(saved.current.has('u2')).toBe(false)
  saved.apply({ added: [], removed: [file('u1', 'hd'), file('u1', 'Aux', 'https://other.example')] })
  expect(saved.current.get('u1')?.map(({ fileType }) => fileType)).toEqual(['Aux'])
})

test('an answer that a change may have made stale is requested again', async () => {
  const { asked, saved } = main()
  saved.want(['u1', 'u2'])
  saved.apply({ added: [file('u1')], removed: [] })
  asked[0]?.answer([])
  await settled()
  expect(saved.current.get('u2')).toEqual([])
  expect(saved.current.has('u1')).toBe(false)
  expect(asked[1]?.ids).toEqual(['u1'])
  asked[1]?.answer([file('u1')])
  await settled()
  expect(saved.current.get('u1')).toEqual([file('u1')])
})

test('a request that failed is repeated with the next need', async () => {
  const { asked, saved } = main()
  saved.want(['u1'])
  asked[0]?.fail()
  await settled()
  saved.want(['u1'])
  expect(asked).toHaveLength(2)
})
