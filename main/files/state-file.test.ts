import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { type StateFile, stateFile } from './state-file.ts'
import { isPosix } from '../../test/platform.ts'
import { test as it } from '../../test/fixtures.ts'

const schema = z.object({ version: z.literal(1), names: z.array(z.string()) })
type Names = z.infer<typeof schema>
const names = (...all: string[]): Names => ({ version: 1, names: all })

let folder = ''
let path = ''
let quarantined: string[]
it.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
  path = join(folder, 'state', 'names.json')
  quarantined = []
})

const open = (at = path): StateFile<Names> =>
  stateFile(
    at,
    schema,
    () => names(),
    (aside) => quarantined.push(aside),
  )
const written = (): unknown => JSON.parse(readFileSync(path, 'utf8'))

describe('reading', () => {
  it('returns the empty value if there is no file, and creates none', async () => {
    expect(await open().read()).toEqual(names())
    expect(readdirSync(folder)).toEqual([])
    expect(quarantined).toEqual([])
  })

  it('returns what another instance wrote, in a folder created for the user alone', async () => {
    await open().write(names('a', '张三'))
    expect(await open().read()).toEqual(names('a', '张三'))
    if (isPosix) expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{"version":1,"names":["a"', '\0\0\0\0', '[]', '{"version":2,"names":[]}', '{"names":["a"]}'])(
    'moves %j aside, unchanged, and starts empty',
    async (text) => {
      const file = open(join(folder, 'names.json'))
      writeFileSync(join(folder, 'names.json'), text)
      expect(await file.read()).toEqual(names())
      expect(quarantined).toHaveLength(1)
      const [aside = ''] = quarantined
      expect(dirname(aside)).toBe(folder)
      expect(aside).toContain('names.json.corrupt-')
      expect(readFileSync(aside, 'utf8')).toBe(text)
      await file.write(names('new'))
      expect(await file.read()).toEqual(names('new'))
      expect(readdirSync(folder).toSorted()).toEqual(['names.json', aside.slice(folder.length + 1)])
    },
  )

  it('moves a folder of that name aside, with its content', async () => {
    const at = join(folder, 'names.json')
    mkdirSync(at)
    writeFileSync(join(at, 'inside'), 'kept')
    const file = open(at)
    expect(await file.read()).toEqual(names())
    expect(readFileSync(join(quarantined[0] ?? '', 'inside'), 'utf8')).toBe('kept')
    await file.write(names('new'))
    expect(await file.read()).toEqual(names('new'))
  })

  it.runIf(isPosix)('fails when the path cannot be used', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be')
    await expect(open().read()).rejects.toThrow('ENOTDIR')
    expect(quarantined).toEqual([])
  })
})

describe('writing', () => {
  it('keeps the newest value, regardless of which write is awaited', async () => {
    const file = open()
    const writes = Array.from({ length: 50 }, (_, n) => file.write(names(String(n))))
    await writes[0]
    expect(written()).toEqual(names('49'))
    await Promise.all(writes)
    expect(written()).toEqual(names('49'))
    // No partially written file is left.
    expect(readdirSync(dirname(path))).toEqual(['names.json'])
  })

  it('writes what arrives during a write', async () => {
    const file = open()
    const first = file.write(names('first'))
    while (!existsSync(dirname(path)) || readdirSync(dirname(path)).length === 0)
      await new Promise((resolve) => setImmediate(resolve))
    const second = file.write(names('second'))
    await Promise.all([first, second])
    expect(written()).toEqual(names('second'))
  })

  it('resolves once everything is on disk, including values set meanwhile', async () => {
    const file = open()
    await file.settled()
    void file.write(names('first'))
    const settled = file.settled()
    void file.write(names('second'))
    await settled
    expect(written()).toEqual(names('second'))
  })

  it('rejects for every waiting caller, and recovers when the cause is gone', async () => {
    const file = open()
    writeFileSync(dirname(path), 'a file where the folder should be')
    await expect(file.write(names('lost'))).rejects.toThrow(/EEXIST|ENOTDIR/)
    rmSync(dirname(path))
    await file.write(names('kept'))
    expect(written()).toEqual(names('kept'))
  })
})
