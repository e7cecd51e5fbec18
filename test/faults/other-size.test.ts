import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { partPath } from '../../main/transfer/journal.ts'
import { film } from './film.ts'
import { type Behaviour, good } from './misbehaving-server.ts'
import { FILE, firstHalf, oneFile, sha256Of } from './one-file.ts'

const at = oneFile()

describe('a total that differs from the service’s size', () => {
  const small: Behaviour = (exchange) => good()({ ...exchange, file: film(500_000) })

  it('is refused before its bytes are written', async () => {
    const expected = { kind: 'recording' as const, bytes: FILE.length + 1, sha256: null }
    const { outcome } = await at.failsWith('SIZE_MISMATCH', [good()], { job: { expected } })
    expect(outcome).toMatchObject({ failure: { detail: expect.stringContaining(String(FILE.length)) } })
    expect(existsSync(partPath(at.path))).toBe(false)
  })

  it('keeps the bytes on disk, and the right file is accepted later', async () => {
    const expected = { kind: 'recording' as const, bytes: FILE.length, sha256: sha256Of(FILE) }
    const { setbacks } = await at.savesWhole([firstHalf, small, small, good()], FILE, { job: { expected } })
    expect(setbacks.map(({ code }) => code)).toContain('SIZE_MISMATCH')
  })
})
