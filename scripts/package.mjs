import { spawnSync } from 'node:child_process'
import { at, buildIfNeeded } from './built.mjs'

// Makes the installers of this machine's system in dist/. Needs the network: Electron and the installer tools
// are downloaded by electron-builder.
buildIfNeeded()
const { status } = spawnSync('npx', ['electron-builder', '--publish', 'never', ...process.argv.slice(2)], {
  cwd: at('.'),
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
