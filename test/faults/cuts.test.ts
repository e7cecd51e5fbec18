import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { journalPath, partPath } from '../../main/transfer/journal.ts'
import { cutAfter, good, stallAfter } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, OVERLAP, SILENT_MS } from './one-file.ts'

const at = oneFile()

describe('a cut', () => {
  it('of a chunked body is detected', async () => {
    await at.savesWhole([cutAfter(HALF, { chunked: true }), good()])
  })

  it('of a body without length is detected by the structure of the file', async () => {
    await at.savesWhole([cutAfter(HALF, { noLength: true }), good()])
  })

  it('never leaves a wrong file if only the connection ends the body', async () => {
    const result = await at.failsWith('NOT_A_RECORDING', [cutAfter(HALF, { noLength: true })])
    expect(existsSync(partPath(at.path))).toBe(true)
    expect(result.setbacks.length).toBeGreaterThan(2)
  })

  it('before the first byte is retried up to the limit, then reported', async () => {
    await at.failsWith('OFFLINE', [({ socket }) => void socket.destroy()])
    expect(at.server.ranges.length).toBe(5)
  })

  it('keeps the received bytes for the next run', async () => {
    await at.failsWith('OFFLINE', [firstHalf, ({ socket }) => void socket.destroy()])
    const journal = JSON.parse(await readFile(journalPath(at.path), 'utf8')) as {
      durable: number
    }
    expect(journal.durable).toBe(HALF)
    await at.savesWhole([good()])
    expect(at.server.ranges).toEqual([`bytes=${HALF - OVERLAP}-`])
  })
})

describe('a stall', () => {
  it('ends the attempt, and the next one resumes', async () => {
    await at.savesWhole([stallAfter(HALF), good()], FILE, { stall: SILENT_MS })
    expect(at.server.ranges).toEqual([null, `bytes=${HALF - OVERLAP}-`])
  })

  it.each([
    ['before the first byte of the rest', 0],
    ['within the overlap', OVERLAP / 2],
    ['after the overlap', OVERLAP + 50_000],
  ])('on the resume, %s, ends that attempt too', async (_, bytes) => {
    const { setbacks } = await at.savesWhole([firstHalf, stallAfter(bytes), good()], FILE, {
      stall: SILENT_MS,
    })
    expect(setbacks.map(({ code }) => code)).toEqual(['OFFLINE', 'TIMEOUT'])
  })

  it('that never ends is reported, and keeps the received bytes', async () => {
    await at.failsWith('OFFLINE', [firstHalf, ({ socket }) => void socket.destroy()])
    await at.failsWith('TIMEOUT', [stallAfter(0)], { stall: 100 })
    const journal = JSON.parse(await readFile(journalPath(at.path), 'utf8')) as { durable: number }
    expect(journal.durable).toBe(HALF)
  })

  it('of the response head counts too', async () => {
    await at.failsWith('TIMEOUT', [() => undefined], { stall: 100 })
  })
})
