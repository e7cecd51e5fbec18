import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { certificateMaker } from '../../test/certificates.ts'
import { test as it } from '../../test/fixtures.ts'
import { readCaFile } from './ca-file.ts'

const certificates = certificateMaker()
const pem = readFileSync(certificates.caFile, 'utf8')
afterAll(certificates.remove)

describe('a file of authorities', () => {
  const LARGEST = 1_000_000
  let folder = ''
  let path = ''
  it.beforeEach(({ folder: madeFolder }) => {
    folder = madeFolder
    path = join(folder, 'ca.pem')
  })

  it('is taken as it was written, with one certificate or several, and text between', async () => {
    for (const text of [pem, `${pem}\n# Another one\n${pem}`, pem.padEnd(LARGEST, ' ')]) {
      await writeFile(path, text)
      expect(await readCaFile(path)).toBe(text)
    }
  })

  it.each([
    ['is empty', ''],
    ['is something else', 'hello'],
    ['is longer than every authority together', pem.padEnd(LARGEST + 1, ' ')],
    ['has one certificate that is broken', `${pem}\n${pem.replace(/\n[^\n]{10}/, '\nAAAAAAAAAA')}`],
  ])('is refused when it %s', async (_what, text) => {
    await writeFile(path, text)
    await expect(readCaFile(path)).rejects.toMatchObject({
      failure: { code: 'BAD_INPUT', params: { reason: 'not-a-certificate', path } },
    })
  })

  it('is refused when it cannot be read', async () => {
    for (const missing of [join(folder, 'missing.pem'), folder])
      await expect(readCaFile(missing)).rejects.toMatchObject({
        failure: { code: 'BAD_INPUT', params: { reason: 'ca-file', path: missing } },
      })
  })
})
