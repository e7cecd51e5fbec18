import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { at, buildIfNeeded } from './built.mjs'
import { packagedLanguages } from './packaged-languages.mjs'
import { programOf } from './programs.mjs'
import { releaseConfig } from './release-config.mjs'
import { releaseNotes } from './release-notes.mjs'

// Builds the installers of this machine's system in dist/. Needs the network: electron-builder downloads
// Electron and the installer tools.
const config = releaseConfig(process.env)
buildIfNeeded()
writeFileSync(at('out/release-notes.md'), releaseNotes())
const configFile = at('out/electron-builder.json')
writeFileSync(
  configFile,
  JSON.stringify({
    ...config,
    ...packagedLanguages(),
    releaseInfo: { releaseNotesFile: at('out/release-notes.md') },
  }),
)
const { status } = spawnSync(
  process.execPath,
  [
    programOf('electron-builder'),
    ...['--config', configFile, '--publish', 'never'],
    ...process.argv.slice(2),
  ],
  { cwd: at('.'), env: filledIn(process.env), stdio: 'inherit' },
)
if (status === 0) checkPublisher()
process.exitCode = status ?? 1

/** A workflow sets a missing secret to '', which electron-builder mistakes for a certificate on macOS. */
function filledIn(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/**
 * Without a publisher electron-updater accepts any installer (electron-updater: NsisUpdater.verifySignature).
 */
function checkPublisher() {
  const file = at('dist/win-unpacked/resources/app-update.yml')
  if (config.forceCodeSigning !== true || !existsSync(file)) return
  if (!/^publisherName:/m.test(readFileSync(file, 'utf8')))
    throw new Error('The signed build for Windows names no publisher: its updates could not be checked.')
}
