import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { at } from './built.mjs'

/** The package `electron`, into which the binary is downloaded. */
export const electronFolder = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/**
 * Path of the Electron binary, or null if it has not been downloaded completely. Uses Electron's own test
 * (electron/install.js, isInstalled): path.txt is written last, so an interrupted download leaves none.
 *
 * @param env ELECTRON_OVERRIDE_DIST_PATH is a folder with a binary built elsewhere.
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

/** The binary's path in Electron's distribution (electron/install.js, getPlatformPath). */
export function programName(platform) {
  if (platform === 'darwin' || platform === 'mas') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Why no window can be opened here, or null if one can. */
export function noWindowBecause() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return null
}

/**
 * Downloads the binary with visible progress: all output goes to standard error, Ctrl+C cancels, and what has
 * arrived is kept.
 *
 * @returns its path, or null on failure, after printing the reason.
 */
export async function fetchElectron() {
  // A separate process: the proxy it sets up for fetch is not for the app, which may run in this one.
  const child = spawn(process.execPath, [at('scripts/fetch-electron.mjs')], {
    cwd: at('.'),
    stdio: ['ignore', 2, 2],
  })
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  return electronBinary()
}

const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
const ifThere = (path) => (existsSync(path) ? path : null)
