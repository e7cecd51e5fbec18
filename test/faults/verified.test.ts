import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { partPath } from '../../main/transfer/journal.ts'
import { type Behaviour, cutAfter, good } from './misbehaving-server.ts'
import { FILE, firstHalf, HALF, oneFile, sha256Of } from './one-file.ts'

const at = oneFile()

describe('damage that HTTP cannot detect', () => {
  it('refuses a SHA-256 or size that differs from the service’s', async () => {
    const expected = { kind: 'recording' as const, bytes: FILE.length, sha256: '0'.repeat(64) }
    await at.failsWith('HASH_MISMATCH', [good()], { job: { expected } })
    await at.failsWith('SIZE_MISMATCH', [good()], { job: { expected: { ...expected, bytes: 5 } } })
  })

  const flipped = (byte: number): Buffer => {
    const copy = Buffer.from(FILE)
    copy.writeUInt8(copy.readUInt8(byte) ^ 1, byte)
    return copy
  }
  const known = {
    job: { expected: { kind: 'recording' as const, bytes: FILE.length, sha256: sha256Of(FILE) } },
  }

  it('finds one bit flipped in transit if the SHA-256 is known, and downloads again', async () => {
    const flipping: Behaviour = (exchange) => good()({ ...exchange, file: flipped(500_000) })
    const { setbacks } = await at.savesWhole([flipping, good()], FILE, known)
    expect(setbacks.map(({ code }) => code)).toEqual(['HASH_MISMATCH'])
  })

  it('finds one flipped bit after a resume', async () => {
    const flipping: Behaviour = (exchange) => good()({ ...exchange, file: flipped(600_000) })
    await at.savesWhole([firstHalf, flipping, good()], FILE, known)
    expect(at.server.ranges.at(-1)).toBe(null)
  })

  it('finds one flipped bit on the disk between two runs', async () => {
    await at.failsWith('OFFLINE', [firstHalf, ({ socket }) => void socket.destroy()], known)
    await writeFile(partPath(at.path), flipped(1000).subarray(0, HALF))
    const { setbacks } = await at.savesWhole([good()], FILE, known)
    expect(setbacks.map(({ code }) => code)).toEqual(['HASH_MISMATCH'])
  })

  it('reports a bit that is flipped every time, and saves no file', async () => {
    const flipping: Behaviour = (exchange) => good()({ ...exchange, file: flipped(500_000) })
    await at.failsWith('HASH_MISMATCH', [flipping], known, flipped(500_000))
  })

  it('accepts a body ended only by its connection if its SHA-256 matches', async () => {
    await at.savesWhole(
      [cutAfter(HALF, { noLength: true }), cutAfter(Infinity, { noLength: true })],
      FILE,
      known,
    )
  })
})
