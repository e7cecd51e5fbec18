import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * For a headless browser that controls our page, also in a container; certificate checks and web security
 * stay as users have them.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of any Chromium-based browser, or null. MEETKEEP_CHROMIUM overrides it. */
export function findChromium() {
  const named = process.env.MEETKEEP_CHROMIUM
  if (named) return canRun(named) ? named : null
  const candidates = [...NAMES.flatMap((name) => onPath(name)), ...ELSEWHERE]
  return candidates.find(canRun) ?? null
}

/**
 * Installs Debian packages where possible: on a Debian-like system, as root. Returns whether it did. `wanted`
 * are names of apt packages.
 */
export function installFromDebian(wanted) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.log(`Installing from Debian: ${wanted.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return apt(['update', '-q']) && apt(['install', '-yq', '--no-install-recommends', ...wanted])
}

/** Whether a font with Chinese characters is installed, as screenshots of the window need. */
export function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return process.platform !== 'linux'
  }
}

/** Whether a program is on the path. */
export function hasProgram(name, env = process.env, platform = process.platform) {
  return onPath(name, env, platform).some(canRun)
}

/** Candidate paths of a program. On Windows its file has an extension that the name omits (PATHEXT). */
function onPath(name, env = process.env, platform = process.platform) {
  const ends = platform === 'win32' ? (env.PATHEXT ?? '.EXE').split(';') : ['']
  const folders = (env.PATH ?? '').split(platform === 'win32' ? ';' : ':').filter(Boolean)
  return folders.flatMap((folder) => ends.map((end) => join(folder, `${name}${end}`)))
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return existsSync(path)
  } catch {
    return false
  }
}
