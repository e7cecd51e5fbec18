import { rmSync, writeFileSync } from 'node:fs'
import { at, run } from './built.mjs'
import { packagedLanguages } from './packaged-languages.mjs'
import { programOf } from './programs.mjs'
import { releaseConfig } from './release-config.mjs'

const OUTPUT = 'out/package-electron'

/** Packages the app for this system and architecture with the installed Electron, in out/package-electron. */
export function packageOnElectron() {
  rmSync(at(OUTPUT), { recursive: true, force: true })
  const electronDist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? 'node_modules/electron/dist'
  const config = {
    ...releaseConfig({}),
    ...packagedLanguages(),
    electronDist,
    directories: { output: OUTPUT },
  }
  writeFileSync(at('out/package-electron.json'), JSON.stringify(config))
  run(programOf('electron-builder'), ['--dir', '--publish', 'never', '--config', 'out/package-electron.json'])
}
