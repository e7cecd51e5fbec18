import { defineConfig } from 'vitest/config'
import { BesideFirst } from './scripts/mutation/beside-first.mjs'
import { MOCKING_TESTS, SERVER_TESTS, SLOW_TESTS, UNIT_TESTS } from './scripts/mutation/parts.mjs'
import config from './vitest.config.ts'

const isWithServer = process.env['MUTATION_TESTS'] === 'with-server'
const tests = isWithServer ? [...UNIT_TESTS, ...SERVER_TESTS] : UNIT_TESTS
const common = {
  // The property tests take long on a machine that is busy. What never ends is stopped by Stryker before.
  testTimeout: 30_000,
  // What is waited for and never comes is what a mutant does.
  expect: { poll: { timeout: 5000 } },
}

/** What npm run test:mutation runs: Stryker cannot choose among projects, and would run all of vitest.config.ts. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    sequence: { sequencer: BesideFirst },
    projects: [
      {
        extends: true,
        // One thread for the test files of one mutant, a new one for the next: half the time.
        test: {
          ...common,
          name: 'shared',
          include: tests,
          exclude: [...SLOW_TESTS, ...MOCKING_TESTS],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'alone',
          include: MOCKING_TESTS.filter((file) => isWithServer || file.startsWith('main/')),
        },
      },
    ],
  },
})
