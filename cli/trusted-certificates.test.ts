import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../test/fixtures.ts'
import { readTrust, readTrustFile } from './trusted-certificates.ts'

const digits = 'ab'.repeat(32)
const fingerprint = Array(32).fill('AB').join(':')

describe('--trust', () => {
  test.each([
    [`media.example=${digits}`, 'media.example'],
    [`media.example:443=${fingerprint}`, 'media.example'],
    [` Media.EXAMPLE:8443 = ${digits.toUpperCase()} `, 'media.example:8443'],
    [`10.0.0.7=${fingerprint}`, '10.0.0.7'],
    [`[2001:db8::1]:8443=${fingerprint}`, '[2001:db8::1]:8443'],
  ])('%s is for %s', (text, host) => {
    expect(readTrust(text)).toEqual({ host, fingerprint })
  })

  test.each([
    '',
    '=',
    'media.example',
    `=${digits}`,
    `media.example=${digits.slice(2)}`,
    `media.example=${digits}00`,
    `media.example=${'x'.repeat(64)}`,
    `https://media.example=${digits}`,
    `media.example/path=${digits}`,
    `user@media.example=${digits}`,
    `two hosts=${digits}`,
    `media.example:99999=${digits}`,
  ])('%j is refused', (text) => {
    expect(readTrust(text)).toBeNull()
  })
})

describe('MEETKEEP_TRUST_FILE', () => {
  test('has one certificate a line', async ({ folder }) => {
    const path = join(folder, 'trust')
    await writeFile(path, `\uFEFF# media\r\na.example=${digits}\r\n\n  # more\n b:8443=${fingerprint}\n`)
    expect(await readTrustFile(path)).toEqual([
      { host: 'a.example', fingerprint },
      { host: 'b:8443', fingerprint },
    ])
  })

  test('names the line that is wrong, and a file that cannot be read', async ({ folder }) => {
    const path = join(folder, 'trust')
    await writeFile(path, `a.example=${digits}\nb.example\n`)
    await expect(readTrustFile(path)).rejects.toMatchObject({ problem: 'trustLine', values: { line: '2' } })
    await expect(readTrustFile(`${path}.gone`)).rejects.toMatchObject({ problem: 'unusable' })
  })
})
