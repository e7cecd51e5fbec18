import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
// Temporary folders have their real path: on macOS it contains a link, on Windows it may be shortened.
for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = realpathSync.native(tmpdir())

const rooms = ['contract', 'i18n', 'qr', 'main', 'demo', 'cli', 'standin', 'preload', 'renderer', 'scripts']
const COMPONENT_TESTS = 'renderer/**/*.component.test.{ts,tsx}'

export default defineConfig({
  // Outside Electron its module would start a download: tests inject what they need.
  resolve: { alias: { electron: at('test/no-electron.ts') } },
  test: {
    // Speed proves nothing: awaited events may take long, and only those that never come fail.
    expect: { poll: { timeout: 20_000 } },
    server: { deps: { inline: ['electron-store'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            ...rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
            'test/*.test.ts',
            'test/verdicts/*.test.ts',
          ],
          exclude: [COMPONENT_TESTS],
          // The property tests take long on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        // Components of the window, rendered and operated in a real Chromium.
        extends: true,
        plugins: [react()],
        // Every package of the window is pre-bundled: one found later would reload the page.
        optimizeDeps: { entries: ['renderer/main.tsx', 'renderer/testing/*.{ts,tsx}'] },
        test: {
          name: 'component',
          include: [COMPONENT_TESTS],
          setupFiles: [at('renderer/testing/setup.ts')],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? 'chromium', args: [...CHROMIUM_FLAGS] },
            }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/{canary,cli,faults,integration,soak,year}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The full crash test, with another seed each time: npm run test:soak.
        extends: true,
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          env: {
            MEETKEEP_SOAK_KILLS: process.env['MEETKEEP_SOAK_KILLS'] ?? '200',
            MEETKEEP_SOAK_SEED: process.env['MEETKEEP_SOAK_SEED'] ?? String(Date.now() % 1_000_000),
          },
        },
      },
      {
        // A year of passes over an archive: npm run test:year.
        extends: true,
        test: {
          name: 'year',
          include: ['test/year/**/*.test.ts'],
          env: {
            MEETKEEP_YEAR_WEEKS: process.env['MEETKEEP_YEAR_WEEKS'] ?? '52',
            MEETKEEP_YEAR_SEED: process.env['MEETKEEP_YEAR_SEED'] ?? String(Date.now() % 1_000_000),
          },
        },
      },
      {
        // Large answers and damaged input, many more of them and with another seed each time: npm run test:fuzz.
        extends: true,
        test: {
          name: 'fuzz',
          include: [
            'test/faults/{large-answers,large-films,damaged-links,damaged-pictures,planted-folders}.test.ts',
          ],
          testTimeout: 600_000,
          env: {
            MEETKEEP_FUZZ_RUNS: process.env['MEETKEEP_FUZZ_RUNS'] ?? '600',
            MEETKEEP_FUZZ_SEED: process.env['MEETKEEP_FUZZ_SEED'] ?? String(Date.now() % 1_000_000),
          },
        },
      },
      {
        // Takes pictures for the documentation: npm run pictures.
        extends: true,
        test: {
          name: 'pictures',
          include: ['test/e2e/pictures/take.ts'],
          maxWorkers: 1,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/electron/**'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
        },
      },
      {
        // The same in the real Electron, plus tests only for it: npm run test:electron.
        extends: true,
        test: {
          name: 'electron',
          include: ['test/e2e/**/*.test.ts'],
          // Texts have the same size there, and messages from main to the page cannot be recorded.
          // The hostile page's user declines the boxes that the stand-in draws.
          exclude: ['test/e2e/pseudo/**', 'test/e2e/hostile/**'],
          env: { MEETKEEP_DRIVER: 'electron' },
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
