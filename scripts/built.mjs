import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Resolves a path from the root of the project. */
export const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

const SOURCES = [
  ...['contract', 'i18n', 'qr', 'main', 'preload', 'renderer', 'standin', 'demo', 'cli', 'scripts', 'build'],
  ...['package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.cli.config.ts'],
]
const BUILT = [
  'main/index.js',
  'main/icon.png',
  'preload/index.cjs',
  'renderer/index.html',
  'licenses.json',
  'package-languages.json',
  'cli/index.js',
  'standin/electron/index.js',
].map((path) => at(`out/${path}`))
const STAMP = at('out/.built')

/**
 * Builds everything, unless nothing has changed since the last build. Exits if the build fails.
 *
 * @param say prints that it takes a moment.
 */
export function buildIfNeeded(say = console.log) {
  doIfNeeded(STAMP, BUILT, () => {
    say('Building Meetkeep…')
    run(at('scripts/build.mjs'))
  })
}

/** Builds unless all outputs exist and nothing has changed since the time of the stamp. */
export function doIfNeeded(stamp, built, build) {
  const newest = Math.max(...SOURCES.map(age))
  if ([stamp, ...built].every(existsSync) && newest <= statSync(stamp).mtimeMs) return
  const started = new Date()
  build()
  writeFileSync(stamp, '')
  // Changes made during the build trigger another one next time.
  utimesSync(stamp, started, started)
}

/** Runs a JavaScript file in Node and exits with its status if it fails; its output is shown only then. */
export function run(script, args = [], env = {}) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: at('.'),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return stdout
  console.error(`${stdout ?? ''}${stderr ?? ''}`)
  console.error(error?.message ?? `${script} ${args.join(' ')} failed`)
  process.exit(status ?? 1)
}

function age(path) {
  const found = statSync(at(path), { throwIfNoEntry: false })
  if (found === undefined || /\.test\.tsx?$/.test(path)) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(at(path)).map((name) => age(`${path}/${name}`)))
}
