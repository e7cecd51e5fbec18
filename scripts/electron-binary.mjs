import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { at } from './built.mjs'

/** The package `electron`, which the program is fetched into. */
export const electronFolder = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/**
 * Path of the Electron program, or null when it has not been fetched whole. The test is Electron's own
 * (electron/install.js, isInstalled): path.txt is written last, so a fetch that was cut leaves none.
 *
 * @param env ELECTRON_OVERRIDE_DIST_PATH names a folder with a program built elsewhere.
 */
export function electronBinary(folder = electronFolder(), env = process.env) {
  const name = programName(env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform)
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return ifThere(join(env.ELECTRON_OVERRIDE_DIST_PATH, name))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isWhole =
    textOf(join(folder, 'dist/version')).replace(/^v/, '') === version &&
    textOf(join(folder, 'path.txt')) === name
  return isWhole ? ifThere(join(folder, 'dist', name)) : null
}

/** Where the program lies in Electron's distribution (electron/install.js, getPlatformPath). */
export function programName(platform) {
  if (platform === 'darwin' || platform === 'mas') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Why no window can be opened here, or null when one can. */
export function noWindowBecause() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return null
}

/**
 * Fetches the program, in view: everything is said on standard error, Ctrl+C ends it, and what has arrived is kept.
 *
 * @returns its path, or null when it could not be had; why has then been said.
 */
export async function fetchElectron() {
  // A process apart: the proxy it sets up for fetch is not for the app, which may run in this one.
  const child = spawn(process.execPath, [at('scripts/fetch-electron.mjs')], {
    cwd: at('.'),
    stdio: ['ignore', 2, 2],
  })
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  return electronBinary()
}

const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
const ifThere = (path) => (existsSync(path) ? path : null)
