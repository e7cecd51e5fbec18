import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Path of the Electron program, or null when it has not been fetched. */
export function electronBinary() {
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

/** Why no window can be opened here, or null when one can. */
export function noWindowBecause() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return null
}

/** Lets Electron's own installer fetch the program; null when it fails or takes longer than five minutes. */
export async function fetchElectron() {
  const installer = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' })
  const timer = setTimeout(() => installer.kill(), 5 * 60_000)
  await new Promise((resolve) => installer.on('close', resolve).on('error', resolve))
  clearTimeout(timer)
  return electronBinary()
}
