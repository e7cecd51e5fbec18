import { execFileSync, spawnSync } from 'node:child_process'
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

/**
 * Reads the JSON report of `npm audit`. npm exits with 1 for vulnerabilities and for a registry that refuses the
 * question alike; only the report tells which.
 * @param {string} report
 */
export function auditResult(report) {
  let read
  try {
    read = JSON.parse(report)
  } catch {
    return { text: 'npm audit gave no report: vulnerabilities were not checked.', status: NOT_CHECKED }
  }
  const found = read.metadata?.vulnerabilities
  if (found === undefined) {
    const { error = {}, message } = read
    // Any of them may be empty, as the summary is when a proxy answers for the registry.
    const why = [error.summary, error.detail, message, error.code].find(Boolean) ?? 'no reason was given'
    return { text: `npm audit was refused: ${why}. Vulnerabilities were not checked.`, status: NOT_CHECKED }
  }
  const { high = 0, critical = 0 } = found
  const text = `npm audit: ${high} high and ${critical} critical vulnerabilities. Details: npm audit`
  return { text, status: high + critical > 0 ? 1 : 0 }
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
  const { stdout } = spawnSync(process.execPath, [npm, 'audit', '--json'], { encoding: 'utf8' })
  const { text, status } = auditResult(stdout)
  console.log(text)
  return status !== 0 ? status : isYoung ? 0 : 1
}

if (isProgram(import.meta.url)) process.exitCode = check()
