import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { at } from './built.mjs'
import { checkNode } from './node-version.mjs'
import { findChromium, hasChineseFont, hasProgram, installFromDebian } from './chromium.mjs'
import { packageStub } from './package-stub.mjs'

// Runs all tests, after setting up what they need; the last line has the numbers of passed and failed tests.
checkNode()
const missing = [
  ...(findChromium() === null ? ['chromium'] : []),
  ...(hasProgram('openssl') ? [] : ['openssl']),
  ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  // The minimal packages: the full ones would start a service.
  ...(hasProgram('tinyproxy') ? [] : ['tinyproxy-bin']),
  ...(hasProgram('microsocks') ? [] : ['microsocks']),
  // Compiles what the installer for Windows includes.
  ...(hasProgram('makensis') ? [] : ['nsis']),
]
if (missing.length > 0) installFromDebian(missing)
const chromium = findChromium()
if (chromium === null) stop('The tests need a Chromium: install one, or name it in MEETKEEP_CHROMIUM.')
if (!hasProgram('openssl')) stop('The tests need openssl on the path: they make certificates with it.')

for (const name of ['tinyproxy', 'microsocks', 'makensis'])
  if (!hasProgram(name)) console.log(`${name} is not installed: the tests that need it are skipped.`)

console.log('Packaging the app…')
await packageStub()

// Vitest leaves one core free by default, which on a machine with two is half of it.
const everyCore = ['--maxWorkers', String(availableParallelism())]
const runs = [vitest('quick', ['unit', 'component', 'integration'], everyCore)]
// End-to-end tests run one after the other, so that each has the machine to itself.
// A signal makes the stand-in shut down in order; Windows has no signals.
if (process.platform === 'win32')
  console.log(
    'Skipped on Windows: the end-to-end tests in the stand-in. npm run test:electron runs them in Electron.',
  )
else runs.push(vitest('e2e', ['e2e'], ['--no-file-parallelism']))
const counts = { passed: 0, failed: 0 }
// Mutants behave the same on every system.
if (process.platform === 'linux') {
  console.log('A sample of mutants: would the tests see a fault?')
  const sample = ['--sample', '25', '--seed', '1']
  const { status } = spawnSync(process.execPath, [at('scripts/test-mutation.mjs'), ...sample], {
    cwd: at('.'),
    stdio: 'inherit',
  })
  counts[status === 0 ? 'passed' : 'failed'] += 1
  if (status !== 0) console.log(`failed: npm run test:mutation -- ${sample.join(' ')}`)
  console.log('A sample of the controls of docs/security.md, taken away: would its test see it?')
  const edits = ['--sample', '4', '--seed', '1']
  const { status: seen } = spawnSync(process.execPath, [at('scripts/check-security.mjs'), ...edits], {
    cwd: at('.'),
    stdio: 'inherit',
  })
  counts[seen === 0 ? 'passed' : 'failed'] += 1
  if (seen !== 0) console.log(`failed: npm run test:security -- ${edits.join(' ')}`)
}
for (const { report, status } of runs) {
  counts.passed += report?.numPassedTests ?? 0
  counts.failed += report?.numFailedTests ?? 0
  // A file that failed to load has no tests to count, but counts as failed.
  const broken = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  counts.failed += broken.length
  for (const file of broken) console.log(`could not be loaded: ${relative(at('.'), file.name)}`)
  for (const file of report?.testResults ?? []) {
    for (const { status: end, fullName, failureMessages } of file.assertionResults) {
      if (end === 'passed') continue
      // Repeated here, because often only the end of a long log is kept.
      console.log(`${end}: ${relative(at('.'), file.name)}: ${fullName}`)
      for (const message of failureMessages ?? []) console.log(message)
    }
  }
  // An error outside any test, or no report at all.
  if (status !== 0 && (report === null || (report.numFailedTests === 0 && broken.length === 0)))
    counts.failed += 1
}
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1

function vitest(name, projects, more) {
  const file = at(`test-results/${name}.json`)
  rmSync(file, { force: true })
  const { status } = spawnSync(
    process.execPath,
    [
      at('node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...more,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { cwd: at('.'), stdio: 'inherit', env: { ...process.env, MEETKEEP_CHROMIUM: chromium } },
  )
  try {
    return { status, report: JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return { status, report: null }
  }
}

function stop(why) {
  console.log(why)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
