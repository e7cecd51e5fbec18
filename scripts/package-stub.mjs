import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { at, buildIfNeeded, run } from './built.mjs'
import { placeStandIn } from './build-standin.mjs'
import { isProgram } from './programs.mjs'

/** The packaged app's own files, unpacked, with the stand-in as their `electron`. */
const EXTRACTED = at('out/e2e/app')

/**
 * Packages the app for every system supported here, without any download, on stubs in place of Electron: each
 * app.asar is the real one, and the end-to-end tests run the one for Linux. The stubs cannot be started.
 */
export async function packageStub() {
  buildIfNeeded()
  const packed = at('out/package')
  rmSync(packed, { recursive: true, force: true })
  // Ignores a certificate on this machine: it is for releases.
  run(at('scripts/build-on-stubs.mjs'), [], { CSC_IDENTITY_AUTO_DISCOVERY: 'false' })
  const archive = join(packed, 'linux-unpacked/resources/app.asar')
  if (!existsSync(archive)) throw new Error('electron-builder made no app.asar')
  rmSync(EXTRACTED, { recursive: true, force: true })
  extractAll(archive, EXTRACTED)
  await placeStandIn(EXTRACTED)
  return packed
}

if (isProgram(import.meta.url)) {
  console.log(
    `Packaged on stubs: ${await packageStub()}\nThe app's files, ready to run in the stand-in: ${EXTRACTED}`,
  )
}
