import { spawnSync } from 'node:child_process'
import { at } from './built.mjs'
import { electronBinary, fetchElectron, noWindowBecause } from './electron-binary.mjs'
import { electronRun, endOfRun } from './electron-run.mjs'
import { packageOnElectron } from './package-on-electron.mjs'
import { packageStub } from './package-stub.mjs'

// Runs the end-to-end tests in the real Electron, and those that need it. Without Electron it says so and
// exits with a distinct status that cannot be mistaken for a pass.
const noWindow = noWindowBecause()
const binary = electronBinary() ?? (noWindow === null ? await fetchElectron() : null)
const run = electronRun({ noWindow, binary, env: process.env })
if ('say' in run) {
  console.log(run.say)
  process.exitCode = run.status
} else {
  console.log('Packaging the app…')
  await packageStub()
  packageOnElectron()
  const { status } = spawnSync(
    process.execPath,
    [at('node_modules/vitest/vitest.mjs'), 'run', '--project', 'electron', '--no-file-parallelism'],
    { cwd: at('.'), stdio: 'inherit' },
  )
  process.exitCode = endOfRun(status)
}
