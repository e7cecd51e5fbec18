import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isProgram, npmProgram } from './programs.mjs'

/** Electron maintains its latest three majors (Electron: "Release Timelines", support policy). */
const SUPPORTED_MAJORS = 3
/** Exit status if the registry is unreachable: neither passed nor failed. */
const NOT_CHECKED = 75

/**
 * Whether a major still gets security fixes.
 * @param {string} pinned
 * @param {string} latest
 */
export function isMaintained(pinned, latest) {
  const major = (/** @type {string} */ version) => Number(/^\d+/.exec(version)?.[0] ?? Number.NaN)
  return major(latest) - major(pinned) < SUPPORTED_MAJORS
}

/** Checks shipped packages for known vulnerabilities, and that Electron is still maintained. */
function check() {
  const { devDependencies, dependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const pinned = { ...devDependencies, ...dependencies }.electron
  let latest = ''
  const npm = npmProgram()
  if (npm === null) {
    console.error('npm was not found: nothing was checked.')
    return NOT_CHECKED
  }
  try {
    latest = execFileSync(process.execPath, [npm, 'view', 'electron', 'version'], { encoding: 'utf8' }).trim()
  } catch {
    console.error('The registry cannot be reached: nothing was checked.')
    return NOT_CHECKED
  }
  const isYoung = isMaintained(pinned, latest)
  console.log(
    `Electron ${pinned}, newest ${latest}: ${isYoung ? 'maintained' : 'NO LONGER MAINTAINED, take a newer major'}`,
  )
  try {
    execFileSync(process.execPath, [npm, 'audit', '--audit-level=high'], { stdio: 'inherit' })
  } catch {
    return 1
  }
  return isYoung ? 0 : 1
}

if (isProgram(import.meta.url)) process.exitCode = check()
