import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { at, buildIfNeeded } from './built.mjs'
import { placeStandIn } from './build-standin.mjs'
import { electronBinary, fetchElectron, noWindowBecause } from './electron-binary.mjs'

// Opens the app: in Electron where that is possible, else through the stand-in in a browser.
buildIfNeeded()
const why = noWindowBecause() ?? (await openInElectron())
if (why !== null) {
  console.log(
    `Meetkeep cannot open in Electron here (${why}): it serves its window to a browser on this machine instead.`,
  )
  await openInBrowser()
}

/** Resolves to null when the app has run and ended, else to why it could not run. */
async function openInElectron() {
  let binary = electronBinary()
  if (binary === null) {
    console.log('Fetching Electron, once…')
    binary = await fetchElectron()
  }
  if (binary === null) return 'its program could not be downloaded'
  const started = Date.now()
  const child = spawn(binary, [at('.'), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl+C reaches both; Electron ends in its own order.
  process.on('SIGINT', () => undefined)
  const status = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(1)))
  if (status === 0) return null
  // A window that could not even open is over at once: a missing library, a sandbox the system forbids.
  if (Date.now() - started < 5000) return 'it ended at once'
  process.exit(status ?? 1)
}

async function openInBrowser() {
  const app = at('out/standin/app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app, { recursive: true })
  for (const part of ['main', 'preload', 'renderer'])
    cpSync(at(`out/${part}`), `${app}/out/${part}`, { recursive: true })
  cpSync(at('out/licenses.json'), `${app}/out/licenses.json`)
  cpSync(at('package.json'), `${app}/package.json`)
  await placeStandIn(app)
  process.argv[1] = `${app}/out/main/index.js`
  await import(pathToFileURL(process.argv[1]).href)
}
