import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as it } from '../../test/fixtures.ts'
import { acquireLock } from '../files/file-lock.ts'
import type { LibraryEntry } from './entry.ts'
import { createIndexFile, type IndexFile } from './index-file.ts'
import { itemKey, itemLine, removalLine } from './index-line.ts'

let path = ''
let quarantined: string[]
let tooNew: string[]
it.beforeEach(({ home }) => {
  path = join(home, 'library.jsonl')
  quarantined = []
  tooNew = []
})

const create = (): IndexFile =>
  createIndexFile(path, {
    onQuarantined: (moved) => quarantined.push(moved),
    onTooNew: (left) => tooNew.push(left),
  })
async function open(): Promise<IndexFile> {
  const index = create()
  await index.refresh()
  return index
}

const entry = (n: number, change: Partial<LibraryEntry> = {}): LibraryEntry => ({
  source: { kind: 'recording', site: 'https://one.example', confUUID: `u${n}`, fileType: 'Hd', part: 1 },
  path: `/films/周会 ]} ${n}.mp4`,
  bytes: n,
  sha256: 'ab',
  title: `周会 "${n}"`,
  savedAt: '2026-01-02T03:04:05.000Z',
  ...change,
})
const add = (index: IndexFile, ...entries: LibraryEntry[]): Promise<void> =>
  index.append(() => entries.map((one) => itemLine([one])))
/** Numbers of the items that an index holds, in order. */
const numbers = ({ items }: IndexFile): number[] =>
  [...items.all()]
    .flatMap(({ key }) => items.entries(key).map(({ bytes }) => bytes))
    .toSorted((a, b) => a - b)

it('reads what it has written, as it was', async () => {
  const entries = [entry(1), entry(2, { parts: 2, startTime: '2026-01-01T00:00:00.000Z', damagedAt: null })]
  await add(create(), ...entries)
  const { items } = await open()
  expect([...items.all()].flatMap(({ key }) => items.entries(key))).toEqual(entries)
})

it('appends only: what was written before stays where it is', async () => {
  const index = create()
  await add(index, entry(1))
  const [before, { ino }] = [readFileSync(path), statSync(path)]
  await add(index, entry(2))
  await index.append(() => [removalLine(entry(1).source)])
  expect(readFileSync(path).subarray(0, before.length).equals(before)).toBe(true)
  expect(statSync(path).ino).toBe(ino)
  expect(numbers(await open())).toEqual([2])
})

it('is readable by its owner alone', { skip: process.platform === 'win32' }, async () => {
  await add(create(), entry(1))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('skips a last line that was cut off at any byte, and repairs it with the next one', async () => {
  await add(create(), entry(1))
  const { size } = statSync(path)
  await add(create(), entry(2))
  const whole = readFileSync(path)
  for (let cut = size; cut <= whole.length; cut += 1) {
    writeFileSync(path, whole.subarray(0, cut))
    const index = await open()
    const isWhole = cut === whole.length
    expect(numbers(index), `cut at ${cut}`).toEqual(isWhole ? [1, 2] : [1])
    await add(index, entry(3))
    // The whole line without its line break is completed by the one that the next line begins with.
    const isComplete = cut >= whole.length - 1
    for (const one of [index, await open()])
      expect(numbers(one), `cut at ${cut}`).toEqual(isComplete ? [1, 2, 3] : [1, 3])
  }
  expect(quarantined).toEqual([])
})

it('skips a damaged line, and uses the one before it of the same item', async () => {
  await add(create(), entry(1), entry(2))
  await add(create(), entry(1, { title: 'damaged' }))
  const text = readFileSync(path, 'utf8')
  // Inside the files of the line, which are read later.
  const at = text.lastIndexOf('"sha256":"ab"')
  writeFileSync(
    path,
    `${text.slice(0, at)}"sha256":"xx"${text.slice(at + 13)}not JSON\n{"crc":"00000000"}\n\n`,
  )
  const index = await open()
  expect(numbers(index)).toEqual([1, 2])
  expect(index.items.entries(itemKey(entry(1).source))[0]?.title).toBe('周会 "1"')
  expect(quarantined).toEqual([])
})

it('reads lines without a header, and gives them one', async () => {
  await add(create(), entry(1))
  writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(1).join('\n'))
  const index = await open()
  expect(numbers(index)).toEqual([1])
  await add(index, entry(2))
  expect(readFileSync(path, 'utf8')).toMatch(/^\{"format":"meetkeep-library","version":1,/)
  expect(numbers(await open())).toEqual([1, 2])
})

describe('a file in which nothing is readable', () => {
  it.each(['{"version":', 'not an index\n', '\0\0\0\0'])('is moved aside and replaced: %j', async (text) => {
    writeFileSync(path, text)
    const index = await open()
    expect(quarantined.map((moved) => readFileSync(moved, 'utf8'))).toEqual([text])
    await add(index, entry(1))
    expect(numbers(await open())).toEqual([1])
  })

  it('may be empty: a power cut has left it', async () => {
    writeFileSync(path, '')
    await add(await open(), entry(1))
    expect(numbers(await open())).toEqual([1])
    expect(quarantined).toEqual([])
  })
})

it('leaves the file of a newer version alone, reports it once, and remembers changes until the end', async () => {
  const text = '{"format":"meetkeep-library","version":2,"more":[]}\n{"lines":"of another kind"}\n'
  writeFileSync(path, text)
  const index = await open()
  await add(index, entry(1))
  await add(index, entry(2))
  await index.refresh()
  expect(numbers(index)).toEqual([1, 2])
  expect(readFileSync(path, 'utf8')).toBe(text)
  appendFileSync(path, '{"lines":"of another kind"}\n')
  await index.refresh()
  expect([tooNew, quarantined]).toEqual([[path], []])
})

it('reads a file again from its start when it was cut off', async () => {
  const index = create()
  await add(index, entry(1), entry(2))
  const [header = '', first = ''] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, `${header}\n${first}\n`)
  await index.refresh()
  expect(numbers(index)).toEqual([1])
})

describe('with others', () => {
  it('reads what another process appends', async () => {
    const [one, other] = [create(), create()]
    await add(one, entry(1))
    await add(other, entry(2))
    await one.refresh()
    expect([numbers(one), numbers(other)]).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('notices that another process has replaced the file', async () => {
    const [one, other] = [create(), create()]
    await fillWithSuperseded(one)
    await other.refresh()
    await one.compact()
    await add(one, entry(2))
    await other.refresh()
    expect(numbers(other)).toEqual([1, 2])
    await add(other, entry(3))
    expect(numbers(await open())).toEqual([1, 2, 3])
  })

  it('writes all it knows to a new file when the file was deleted', async () => {
    const index = create()
    await add(index, entry(1))
    rmSync(path)
    await add(index, entry(2))
    expect(numbers(await open())).toEqual([1, 2])
  })
})

/** More than half of its lines are superseded. */
async function fillWithSuperseded(index: IndexFile): Promise<void> {
  await index.append(() => Array.from({ length: 1500 }, () => itemLine([entry(1)])))
}

describe('compacting', () => {
  it('drops superseded lines and removals, and keeps the rest', async () => {
    const index = create()
    await fillWithSuperseded(index)
    await add(index, entry(2), entry(3))
    await index.append(() => [removalLine(entry(2).source)])
    await index.compact()
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3)
    expect(numbers(await open())).toEqual([1, 3])
    await add(index, entry(4))
    expect(numbers(await open())).toEqual([1, 3, 4])
    expect(existsSync(`${path}.new`)).toBe(false)
  })

  it('waits until it is worth it', async () => {
    const index = create()
    await index.append(() => Array.from({ length: 1500 }, (_, n) => itemLine([entry(n)])))
    const before = readFileSync(path)
    await index.compact()
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('leaves the file to a process that has locked it', async () => {
    const index = create()
    await fillWithSuperseded(index)
    const lock = await acquireLock(path)
    const before = readFileSync(path)
    await index.compact()
    expect(readFileSync(path).equals(before)).toBe(true)
    await lock?.unlock()
    await index.compact()
    expect(readFileSync(path).length).toBeLessThan(before.length)
  })
})

it('keeps a change that could not be written, and writes it with the next one', async ({ home }) => {
  // Its folder cannot be created: a file has its name.
  const state = join(home, 'state')
  path = join(state, 'library.jsonl')
  writeFileSync(state, '')
  const index = create()
  await expect(add(index, entry(1))).rejects.toThrow('ENOTDIR')
  await expect(add(index, entry(2))).rejects.toThrow('ENOTDIR')
  expect(numbers(index)).toEqual([1, 2])
  rmSync(state)
  await add(index, entry(3))
  expect(numbers(await open())).toEqual([1, 2, 3])
})

it('keeps changes of one item that could not be written, and applies them to what another process wrote', async ({
  home,
}) => {
  const state = join(home, 'state')
  path = join(state, 'library.jsonl')
  writeFileSync(state, '')
  const index = create()
  const addType = (fileType: string): Promise<void> =>
    index.append((items) => {
      const one = entry(1)
      const added = { ...one, source: { ...one.source, fileType } as LibraryEntry['source'] }
      return [itemLine([...items.entries(itemKey(one.source)), added])]
    })
  await expect(addType('Aux')).rejects.toThrow('ENOTDIR')
  await expect(addType('Hd')).rejects.toThrow('ENOTDIR')
  rmSync(state)
  await add(create(), entry(2))
  await addType('Sd')
  const { items } = await open()
  expect(items.entries(itemKey(entry(1).source)).map(({ source }) => source)).toMatchObject([
    { fileType: 'Hd' },
    { fileType: 'Sd' },
    { fileType: 'Aux' },
  ])
})
