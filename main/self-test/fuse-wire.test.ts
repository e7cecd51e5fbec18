import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { fuseFile, judgeFuses, readFuseWire, WANTED_FUSES } from './fuse-wire.ts'
import { test } from '../../test/fixtures.ts'

let folder = ''
test.beforeAll(({ sharedFolder: madeFolder }) => void (folder = madeFolder))

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const file = (bytes: Buffer): string => {
  const path = join(folder, 'program')
  writeFileSync(path, bytes)
  return path
}
const wireOf = (wire: string): Buffer =>
  Buffer.concat([Buffer.from(sentinel), Buffer.from([1, wire.length]), Buffer.from(wire)])

test.each([
  ['in its middle', 1000],
  ['across two pieces of reading', 4 * 1024 * 1024 - 10],
  ['with its wire across two pieces', 4 * 1024 * 1024 - sentinel.length - 3],
])('finds the fuse wire %s', async (_where, before) => {
  const bytes = Buffer.concat([Buffer.alloc(before, 'd'), wireOf('010011101'), Buffer.alloc(5000)])
  expect(await readFuseWire(file(bytes))).toBe('010011101')
})

test.each([
  ['without a sentinel', Buffer.alloc(10_000, 'dL')],
  ['that ends in its sentinel', Buffer.from(`x${sentinel}`)],
  ['that is empty', Buffer.alloc(0)],
])('a program %s has no fuses', async (_what, bytes) => {
  expect(await readFuseWire(file(bytes))).toBeNull()
  expect(judgeFuses(null).ok).toBe(false)
})

test('reports a fuse with another value', () => {
  expect(judgeFuses('010011101').ok).toBe(true)
  expect(judgeFuses('110011101')).toMatchObject({ ok: false, detail: expect.stringContaining('runAsNode') })
  expect(judgeFuses('010011111').detail).toContain('grantFileProtocolExtraPrivileges')
  expect(judgeFuses('0100').ok).toBe(false)
})

test('expects the fuses of electron-builder.yml, at their positions in the wire', () => {
  const { electronFuses } = parse(
    readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8'),
  ) as { electronFuses: Record<string, boolean> }
  const wanted = Object.entries(WANTED_FUSES).map(([name, [, isOn]]) => [name, isOn])
  expect(Object.fromEntries(wanted)).toEqual(electronFuses)
  const places = Object.entries(FuseV1Options)
    .filter(([name]) => !/^\d+$/.test(name))
    .map(([name, place]) => [name.toLowerCase(), place])
  for (const [name, [place]] of Object.entries(WANTED_FUSES))
    expect(Object.fromEntries(places)[name.toLowerCase()], name).toBe(place)
})

test('reads the fuses from the framework on macOS', () => {
  expect(fuseFile('/Applications/Meetkeep.app/Contents/MacOS/Meetkeep', 'darwin')).toBe(
    '/Applications/Meetkeep.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
  )
  expect(fuseFile('/opt/Meetkeep/meetkeep', 'linux')).toBe('/opt/Meetkeep/meetkeep')
})
