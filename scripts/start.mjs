import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { at, buildIfNeeded } from './built.mjs'
import { placeStandIn } from './build-standin.mjs'
import { electronBinary, fetchElectron, noWindowBecause } from './electron-binary.mjs'
import { runSelfTestInBrowser } from './self-test-in-browser.mjs'
import { buildPseudoApp } from './pseudo-language.mjs'
import { whyElectronEnded } from './electron-ended.mjs'
import { checkNode } from './node-version.mjs'

// Opens the app: in Electron if possible, else through the stand-in in a browser. --pseudo-language uses
// texts longer than any translation (i18n/en-XA).
const isPseudo = process.argv.includes('--pseudo-language')
const args = process.argv.slice(2).map((arg) => (arg === '--pseudo-language' ? '--lang=en-XA' : arg))
// The self-test's report is the only text on standard output, for a program to parse.
const isSelfTest = args.includes('--self-test')
const say = isSelfTest ? console.error : console.log
checkNode(say)
buildIfNeeded(say)
const pseudoApp = isPseudo ? await buildPseudoApp(say) : null
const noWindow = noWindowBecause()
const ended = noWindow === null ? await openInElectron() : { why: noWindow, advice: [] }
if (ended !== null) {
  say(
    `Meetkeep cannot open in Electron here (${ended.why}): it serves its window to a browser on this machine instead.`,
  )
  for (const line of ended.advice) say(line)
  await openInBrowser()
}

/** Resolves to null when the app has run and exited, else to why it could not run. */
async function openInElectron() {
  const binary = electronBinary() ?? (await fetchElectron())
  if (binary === null) return { why: 'its program could not be downloaded', advice: [] }
  const started = Date.now()
  const child = spawn(binary, [pseudoApp ?? at('.'), ...args], {
    stdio: ['inherit', isSelfTest ? 'pipe' : 'inherit', 'pipe'],
  })
  let said = ''
  let hasAnswered = false
  child.stderr.on('data', (chunk) => {
    process.stderr.write(chunk)
    said = `${said}${chunk}`.slice(-65_536)
  })
  child.stdout?.on('data', (chunk) => {
    process.stdout.write(chunk)
    hasAnswered = true
  })
  // Ctrl+C reaches both processes; Electron shuts down in its own order.
  const leaveItToElectron = () => undefined
  process.on('SIGINT', leaveItToElectron)
  const status = await new Promise((resolve) =>
    child.on('close', resolve).on('error', (error) => {
      said = error.message
      resolve(1)
    }),
  )
  process.off('SIGINT', leaveItToElectron)
  if (status === 0) return null
  // Without a window it exits at once: a missing library, or a sandbox the system forbids.
  if (Date.now() - started < 5000 && !hasAnswered)
    return whyElectronEnded({ binary, said, isRestricted: isRestricted() })
  process.exitCode = status ?? 1
  return null
}

/** Since 23.10, Ubuntu denies user namespaces to programs without an AppArmor profile. */
function isRestricted() {
  const file = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
  return existsSync(file) && readFileSync(file, 'utf8').trim() === '1'
}

async function openInBrowser() {
  const app = pseudoApp ?? placeBuilt()
  await placeStandIn(app)
  const main = `${app}/out/main/index.js`
  if (isSelfTest) return void (process.exitCode = await runSelfTestInBrowser(main))
  process.argv = [process.argv[0], main, ...args]
  await import(pathToFileURL(main).href)
}

/** Places the build output in the layout of a package. */
function placeBuilt() {
  const app = at('out/standin/app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app, { recursive: true })
  for (const part of ['main', 'preload', 'renderer'])
    cpSync(at(`out/${part}`), `${app}/out/${part}`, { recursive: true })
  cpSync(at('out/licenses.json'), `${app}/out/licenses.json`)
  cpSync(at('package.json'), `${app}/package.json`)
  return app
}
