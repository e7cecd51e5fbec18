import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'vitest'

interface Scope {
  onCleanup: (clean: () => Promise<void>) => void
}

/** A new empty folder at its real path, without symbolic links or short names; removed with its scope. */
const temporaryFolder =
  (kind: string) =>
  // oxlint-disable-next-line no-empty-pattern -- vitest reads here which other fixtures this one needs: none
  async ({}, { onCleanup }: Scope): Promise<string> => {
    const path = await realpath(await mkdtemp(join(tmpdir(), `meetkeep-${kind}-`)))
    onCleanup(() => rm(path, { recursive: true, force: true, maxRetries: 3 }))
    return path
  }

/**
 * `test` with fixtures: each is created when a test or a hook requests it by name, and removed when its scope
 * ends, also when the test fails. `home` is a state folder and `folder` any other, both of one test;
 * `sharedHome` and `sharedFolder` are those of a whole file, for `test.beforeAll` too.
 *
 * Hooks that use a fixture are `test.beforeEach` and `test.beforeAll`; those imported from vitest directly
 * get none.
 */
export const test = base
  .extend('home', temporaryFolder('home'))
  .extend('folder', temporaryFolder('folder'))
  .extend('sharedHome', { scope: 'file' }, temporaryFolder('home'))
  .extend('sharedFolder', { scope: 'file' }, temporaryFolder('folder'))
