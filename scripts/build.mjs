import { spawnSync } from 'node:child_process'
import { at } from './built.mjs'
import { programOf } from './programs.mjs'

// node scripts/build.mjs [app|cli]: everything, or one of the two.
const PARTS = {
  app: [[programOf('electron-vite'), 'build'], [at('scripts/build-standin.mjs')]],
  cli: [[programOf('vite'), 'build', '-c', 'vite.cli.config.ts']],
}
const [part] = process.argv.slice(2)
const steps = part === undefined ? Object.values(PARTS).flat() : PARTS[part]
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: at('.'), stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
