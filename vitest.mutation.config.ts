import { defineConfig } from 'vitest/config'
import { BesideFirst } from './scripts/mutation/beside-first.mjs'
import { MOCKING_TESTS, SERVER_TESTS, SLOW_TESTS, UNIT_TESTS } from './scripts/mutation/parts.mjs'
import config from './vitest.config.ts'

const isWithServer = process.env['MUTATION_TESTS'] === 'with-server'
/** In ms. A mutant that makes a test wait forever fails here: cheaper than Stryker's time limit, which restarts. */
const TEST_TIMEOUT = 10_000
const tests = isWithServer ? [...UNIT_TESTS, ...SERVER_TESTS] : UNIT_TESTS
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
          testTimeout: TEST_TIMEOUT,
          name: 'shared',
          include: tests,
          exclude: [...SLOW_TESTS, ...MOCKING_TESTS],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          testTimeout: TEST_TIMEOUT,
          name: 'alone',
          include: MOCKING_TESTS.filter((file) => isWithServer || file.startsWith('main/')),
        },
      },
    ],
  },
})
