import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { link, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '../../test/fixtures.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import { isPosix } from '../../test/platform.ts'
import { summedLine } from '../files/summed-line.ts'
import { type LedgerEntry, recordingKey } from './ledger-entry.ts'
import { openLedger, readLedger } from './ledger.ts'

const RUN = {
  startedAt: '2026-11-02T01:00:00.000Z',
  endedAt: '2026-11-02T02:00:00.000Z',
  ...({ outcome: 'done', listed: 3, saved: 2, bytes: 10 } as const),
}
const keyOf = ({ site, confUUID }: LedgerEntry): string => recordingKey(site, confUUID)
const pathIn = (root: string): string => join(root, '.meetkeep', 'ledger.jsonl')
const open = async (root: string, quarantined: string[] = []) =>
  await openLedger(root, (path) => quarantined.push(path))

test('is in the folder of the archive, and persistent', async ({ folder }) => {
  expect(await readLedger(folder)).toBeNull()
  const ledger = await open(folder)
  expect(await readdir(folder)).toEqual([])
  await ledger.put([sampleEntry('a'), sampleEntry('b', { topic: '周会\n"]}' })])
  await ledger.put([sampleEntry('a', { state: 'failed', error: 'OFFLINE' })])
  await ledger.endRun(RUN)
  for (const read of [await readLedger(folder), await open(folder)]) {
    expect([...(read?.entries() ?? [])].map(({ confUUID, state }) => [confUUID, state])).toEqual([
      ['a', 'failed'],
      ['b', 'partly'],
    ])
    expect(read?.lastRun()).toEqual(RUN)
  }
  expect((await open(folder)).get(keyOf(sampleEntry('b')))?.topic).toBe('周会\n"]}')
})

test('two processes put into one ledger', async ({ folder }) => {
  const [one, other] = [await open(folder), await open(folder)]
  await Promise.all([
    ...[1, 2, 3].map((n) => one.put([sampleEntry(`one ${n}`)])),
    ...[1, 2, 3].map((n) => other.put([sampleEntry(`other ${n}`)])),
  ])
  const read = await readLedger(folder)
  expect([...(read?.entries() ?? [])].map(({ confUUID }) => confUUID).toSorted()).toEqual(
    [1, 2, 3].flatMap((n) => [`one ${n}`, `other ${n}`]).toSorted(),
  )
})

test('drops superseded lines once they are most of it', async ({ folder }) => {
  const ledger = await open(folder)
  for (let n = 0; n < 3; n += 1)
    await ledger.put(Array.from({ length: 500 }, (_, id) => sampleEntry(`u${id}`, { sizeMB: n })))
  expect((await readFile(pathIn(folder), 'utf8')).trim().split('\n').length).toBe(501)
  expect((await readLedger(folder))?.entries().next().value?.sizeMB).toBe(2)
})

test('a cut at any byte loses no earlier entry, and the next one repairs it', async ({ folder }) => {
  const ledger = await open(folder)
  await ledger.put([sampleEntry('a')])
  const { length: before } = await readFile(pathIn(folder))
  await ledger.put([sampleEntry('b')])
  const whole = await readFile(pathIn(folder))
  for (let end = before; end < whole.length; end += 37) {
    writeFileSync(pathIn(folder), whole.subarray(0, end))
    const again = await open(folder)
    expect([...again.entries()].map(({ confUUID }) => confUUID)).toEqual(['a'])
    await again.put([sampleEntry('c')])
    const read = await readLedger(folder)
    expect([...(read?.entries() ?? [])].map(({ confUUID }) => confUUID)).toEqual(['a', 'c'])
  }
})

test('lines that lie or are hostile are left out', async ({ folder }) => {
  const ledger = await open(folder)
  await ledger.put([sampleEntry('a')])
  const lies = [
    { recording: { ...sampleEntry('b'), state: 'perfect' } },
    { recording: { ...sampleEntry('b'), topic: 'x'.repeat(5000) } },
    { recording: { ...sampleEntry('b'), files: [{ fileType: '../..', part: 0 }] } },
    { recording: { ...sampleEntry('b'), since: 'yesterday' } },
    { run: { ...RUN, saved: -1 } },
    { run: null },
    {},
  ]
  const [first = ''] = (await readFile(pathIn(folder), 'utf8')).split('\n').slice(1)
  const texts = [...lies.map(summedLine), first.replace('partly', 'saved'), '{"__proto__":1}', '[', '\0\0']
  appendFileSync(pathIn(folder), `${texts.join('\n')}\n`)
  const read = await readLedger(folder)
  expect([...(read?.entries() ?? [])]).toEqual([sampleEntry('a')])
  expect(read?.lastRun()).toBeNull()
})

test('any bytes are read without an error, and a pass continues', async ({ folder }) => {
  await mkdir(join(folder, '.meetkeep'))
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('', '{}', '{"format":"meetkeep-ledger","version":1,"id":"x"}\n', '\n'.repeat(50)),
    fc.constant('{"format":"meetkeep-library","version":1}\n'),
    fc.json(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (texts) => {
      await writeFile(pathIn(folder), texts.join('\n'))
      expect(await readLedger(folder)).toBeNull()
      expect(await readFile(pathIn(folder), 'utf8')).toBe(texts.join('\n'))
      await (await open(folder)).put([sampleEntry('a')])
      expect([...((await readLedger(folder))?.entries() ?? [])]).toEqual([sampleEntry('a')])
    }),
    { numRuns: 60 },
  )
})

test('a ledger of a newer version is read as none, and never changed', async ({ folder }) => {
  await mkdir(join(folder, '.meetkeep'))
  const text = '{"format":"meetkeep-ledger","version":9,"id":"x"}\n{"what":"ever"}\n'
  await writeFile(pathIn(folder), text)
  expect(await readLedger(folder)).toBeNull()
  const ledger = await open(folder)
  await expect(ledger.put([sampleEntry('a')])).rejects.toMatchObject({ code: 'DISK_ERROR' })
  expect(await readFile(pathIn(folder), 'utf8')).toBe(text)
})

test('one that is larger than any ledger is moved aside, without reading it', async ({ folder }) => {
  await mkdir(join(folder, '.meetkeep'))
  await writeFile(pathIn(folder), '{"format":"meetkeep-ledger","version":1,"id":"x"}\n')
  await truncate(pathIn(folder), 300 * 1024 * 1024)
  expect(await readLedger(folder)).toBeNull()
  const quarantined: string[] = []
  await (await open(folder, quarantined)).put([sampleEntry('a')])
  expect(quarantined).toHaveLength(1)
})

test.runIf(isPosix)('is neither read nor written through a link', async ({ folder, home }) => {
  const [root, secret] = [join(folder, 'root'), join(home, 'secret')]
  await mkdir(join(root, '.meetkeep'), { recursive: true })
  await mkdir(secret)
  const other = await open(secret)
  await other.put([sampleEntry('secret')])
  const before = await readFile(pathIn(secret), 'utf8')

  await symlink(pathIn(secret), pathIn(root))
  expect(await readLedger(root)).toBeNull()
  await (await open(root)).put([sampleEntry('a')])
  const linked = join(folder, 'linked')
  await mkdir(linked)
  await symlink(join(secret, '.meetkeep'), join(linked, '.meetkeep'))
  expect(await readLedger(linked)).toBeNull()
  await expect((await open(linked)).put([sampleEntry('a')])).rejects.toMatchObject({ code: 'NAME_REFUSED' })
  expect(await readFile(pathIn(secret), 'utf8')).toBe(before)
  expect(existsSync(join(secret, '.meetkeep', 'ledger.jsonl.lock'))).toBe(false)
})

test('what is put does not change a backup that shares the file', async ({ folder }) => {
  const [root, backup] = [join(folder, 'root'), join(folder, 'backup')]
  await mkdir(root)
  await (await open(root)).put([sampleEntry('a')])
  await link(pathIn(root), backup)
  const before = readFileSync(backup, 'utf8')
  await (await open(root)).put([sampleEntry('b')])
  expect(readFileSync(backup, 'utf8')).toBe(before)
  expect([...((await readLedger(root))?.entries() ?? [])]).toHaveLength(2)
})
