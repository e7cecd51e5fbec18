import { defineConfig } from 'vitest/config'
import { BesideFirst } from './scripts/mutation/beside-first.mjs'
import { SLOW_TESTS, TESTS } from './scripts/mutation/parts.mjs'
import config from './vitest.config.ts'

const { projects: _projects, ...shared } = config.test ?? {}

/** What npm run test:mutation runs: Stryker knows no projects, and would run the tests of all of them. */
export default defineConfig({
  ...config,
  test: {
    ...shared,
    include: TESTS,
    exclude: SLOW_TESTS,
    sequence: { sequencer: BesideFirst },
    // One thread for the test files of one mutant, a new one for the next: half the time.
    isolate: false,
    testTimeout: 30_000,
    // What is waited for and never comes is what a mutant does.
    expect: { poll: { timeout: 5000 } },
  },
})
