import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPart, type PartFile } from './part-file.ts'
import { type Expected, isAcceptableStart, verify } from './verify.ts'

const box = (type: string, payload: number, size = payload + 8): Buffer => {
  const bytes = Buffer.alloc(payload + 8, 7)
  bytes.writeUInt32BE(size)
  bytes.write(type, 4, 'latin1')
  return bytes
}
const WHOLE = Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 8)])
const OPEN_ENDED = Buffer.concat([box('ftyp', 8), box('moov', 8), box('mdat', 8, 0)])
const CUT = WHOLE.subarray(0, -1)
const TEXT = Buffer.from('{"error_code":"USG.1"}')
const PICTURE = Buffer.from('\x89PNG and so on', 'latin1')
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let folder = ''
let part: PartFile | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
})
afterEach(async () => {
  await part?.close()
  await rm(folder, { recursive: true })
})

const verdictOn = async (bytes: Buffer, expected: Partial<Expected>, isLengthProven: boolean) => {
  part = (await openPart(join(folder, 'film.mp4'), 'a film')).part
  await part.append([bytes])
  return await verify(part, { kind: 'recording', bytes: null, sha256: null, ...expected }, isLengthProven)
}
const whole = (bytes: Buffer) => ({ ok: true, sha256: sha256Of(bytes) })
const refused = (code: string, mayBeCut: boolean) => ({ ok: false, code, mayBeCut })

describe('a file of proven length', () => {
  test.each<[string, Buffer, Partial<Expected>, object]>([
    ['whole boxes', WHOLE, {}, whole(WHOLE)],
    ['boxes that run to the end', OPEN_ENDED, {}, whole(OPEN_ENDED)],
    ['cut boxes', CUT, {}, refused('NOT_A_RECORDING', false)],
    ['text', TEXT, {}, refused('NOT_A_RECORDING', false)],
    ['nothing', Buffer.alloc(0), {}, refused('NOT_A_RECORDING', false)],
    ['a picture', PICTURE, {}, whole(PICTURE)],
    ['the expected size', WHOLE, { bytes: WHOLE.length }, whole(WHOLE)],
    ['fewer bytes than expected', WHOLE, { bytes: WHOLE.length + 1 }, refused('SIZE_MISMATCH', false)],
    ['more bytes than expected', WHOLE, { bytes: WHOLE.length - 1 }, refused('SIZE_MISMATCH', false)],
    ['the expected SHA-256, in capitals', WHOLE, { sha256: sha256Of(WHOLE).toUpperCase() }, whole(WHOLE)],
    [
      'the expected SHA-256 of cut boxes',
      CUT,
      { sha256: sha256Of(CUT) },
      refused('INCOMPLETE_ON_SERVER', false),
    ],
    ['another SHA-256', WHOLE, { sha256: sha256Of(CUT) }, refused('HASH_MISMATCH', false)],
  ])('%s', async (_, bytes, expected, verdict) => {
    expect(await verdictOn(bytes, expected, true)).toMatchObject(verdict)
  })
})

describe('a file ended only by its connection', () => {
  test.each<[string, Buffer, Partial<Expected>, object]>([
    ['whole boxes', WHOLE, {}, whole(WHOLE)],
    ['boxes that run to the end', OPEN_ENDED, {}, refused('NOT_A_RECORDING', true)],
    ['cut boxes', CUT, {}, refused('NOT_A_RECORDING', true)],
    ['text', TEXT, {}, refused('NOT_A_RECORDING', false)],
    ['nothing', Buffer.alloc(0), {}, refused('NOT_A_RECORDING', false)],
    ['a picture', PICTURE, {}, refused('SIZE_MISMATCH', true)],
    ['fewer bytes than expected', WHOLE, { bytes: WHOLE.length + 1 }, refused('SIZE_MISMATCH', true)],
    ['more bytes than expected', WHOLE, { bytes: WHOLE.length - 1 }, refused('SIZE_MISMATCH', false)],
    ['the expected SHA-256', PICTURE, { sha256: sha256Of(PICTURE) }, whole(PICTURE)],
    ['another SHA-256', WHOLE, { sha256: sha256Of(CUT) }, refused('HASH_MISMATCH', true)],
  ])('%s', async (_, bytes, expected, verdict) => {
    expect(await verdictOn(bytes, expected, false)).toMatchObject(verdict)
  })
})

test.each([
  ['boxes', WHOLE, true, true],
  ['a picture', PICTURE, false, true],
  ['text', TEXT, false, false],
  ['nothing', Buffer.alloc(0), false, false],
])('%s as the first bytes', (_, first, asBoxes, asOther) => {
  expect(isAcceptableStart(first, true)).toBe(asBoxes)
  expect(isAcceptableStart(first, false)).toBe(asOther)
})
