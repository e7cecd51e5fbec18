import { rmSync } from 'node:fs'
import { at, run } from './built.mjs'

const OUTPUT = 'out/package-electron'

/** Packages the app for this system and processor on the Electron that is here, in out/package-electron. */
export function packageOnElectron() {
  rmSync(at(OUTPUT), { recursive: true, force: true })
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? 'node_modules/electron/dist'
  const config = [`-c.electronDist=${dist}`, `-c.directories.output=${OUTPUT}`]
  run('npx', ['electron-builder', '--dir', '--publish', 'never', ...config])
}
