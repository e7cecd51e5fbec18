import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '../test/fixtures.ts'
import { isPosix } from '../test/platform.ts'
import { readSecretFile } from './secret-files.ts'

const VARIABLE = 'MEETKEEP_PASSWORD_FILE'

test.for([
  ['', 'secretLine'],
  ['\n', 'secretLine'],
  ['one\ntwo\n', 'secretLine'],
  ['x'.repeat(70_000), 'unusable'],
] as const)('refuses a file with %j', async ([text, problem], { folder }) => {
  const path = join(folder, 'secret')
  await writeFile(path, text, { mode: 0o600 })
  await expect(readSecretFile(VARIABLE, path)).rejects.toMatchObject({
    problem,
    values: { variable: VARIABLE, path },
  })
})

test('refuses what is no file', async ({ folder }) => {
  const path = join(folder, 'secret')
  await expect(readSecretFile(VARIABLE, path)).rejects.toMatchObject({ problem: 'unusable' })
  await mkdir(path, { mode: 0o700 })
  await expect(readSecretFile(VARIABLE, path)).rejects.toMatchObject({ problem: 'unusable' })
})

test.for([
  [0o600, true],
  [0o400, true],
  // As systemd and Kubernetes give them to a service.
  [0o440, true],
  [0o620, false],
  [0o604, false],
  [0o644, false],
  [0o601, false],
] as const)('a file of mode %o is taken: %s', async ([mode, isTaken], { folder, skip }) => {
  if (!isPosix) skip()
  const path = join(folder, 'secret')
  await writeFile(path, ' a secret with blanks ')
  await chmod(path, mode)
  const link = join(folder, 'link')
  await symlink(path, link)
  for (const name of [path, link]) {
    const read = readSecretFile(VARIABLE, name)
    if (isTaken) expect(await read).toBe(' a secret with blanks ')
    else await expect(read).rejects.toMatchObject({ problem: 'secretMode', values: { path: name } })
  }
})
