import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { at } from './built.mjs'
import { checkNode } from './node-version.mjs'
import { filesOf, needsServer, PARTS } from './mutation/parts.mjs'
import { fileOf, hasTestBeside, sampleOf, testBeside } from './mutation/sample.mjs'
import { countsOf, writeScore } from './mutation/score.mjs'

// Mutation testing by Stryker: makes one small change to the code at a time, and runs the tests that cover it.
// A mutant that no test detects survives; one that times out counts as killed. docs/mutation.md.
//
//   npm run test:mutation                          every part, one after the other; takes hours
//   npm run test:mutation -- cloud                 one part, or several
//   npm run test:mutation -- main/network/redact-secrets.ts    a file or a folder
//   npm run test:mutation -- cloud --incremental   only what a changed file or a new test may have changed
//   npm run test:mutation -- cloud --write         writes the score of a part to docs/mutation.md
//   npm run test:mutation -- --sample 25 --seed 1  lines sampled from all parts; npm test does this
//   npm run test:mutation -- cloud --sample 100    lines sampled from one part: an estimate of its score

/** A lower sample score fails. Far below every score, so that no sample falls below it by chance. */
const SAMPLE_FLOOR = 50

checkNode()
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '2' },
    incremental: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})

// Stryker keeps its results for code that runs at module load, regardless of the test results.
if (values.incremental && values.write)
  throw new Error('a score is that of a whole run: --write without --incremental')

// Files that a mutant writes or deletes by mistake are in here, or in Stryker's copy of the project.
const scratch = mkdtempSync(join(realpathSync.native(tmpdir()), 'mutation-'))
for (const name of ['TMPDIR', 'TEMP', 'TMP', 'HOME', 'USERPROFILE']) process.env[name] = scratch
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))

const parts = positionals.length > 0 ? positionals : Object.keys(PARTS)
if (values.sample === undefined) for (const part of parts) await runPart(part)
else if (positionals.length > 0) for (const part of parts) await estimate(part, Number(values.sample))
else await runSample(Number(values.sample))

async function runPart(part) {
  const files = filesOf(part)
  if (files === null) throw new Error(`${part} is no part (${Object.keys(PARTS).join(', ')}), file or folder`)
  // A copy of the current state is tested.
  const measured = commit()
  const counts = countsOf(await mutateAll(part, files))
  console.log(`${part}: ${say(counts)}`)
  if (values.write && Object.hasOwn(PARTS, part)) writeScore(part, counts, measured)
}

async function estimate(part, count) {
  const counts = countsOf(await mutateAll(`${part}-sample`, sampleOf(count, Number(values.seed), [part])))
  console.log(`${part}, ${count} lines, seed ${values.seed}: ${say(counts)}`)
}

/**
 * Runs only the test files of the sampled files, to keep it short; without mutants of code that runs at module load,
 * which no test can kill: the test runner does not load modules again.
 */
async function runSample(count) {
  const lines = sampleOf(count, Number(values.seed), parts, hasTestBeside)
  const testFiles = [...new Set(lines.map((line) => testBeside(fileOf(line))))]
  const counts = countsOf(await mutate('sample', { mutate: lines, testFiles, ignoreStatic: true }))
  console.log(`${count} lines, seed ${values.seed}: ${say(counts)}`)
  if (counts.mutants < count / 5)
    throw new Error('the sample holds hardly a mutant: is the code still found?')
  if (counts.score < SAMPLE_FLOOR) throw new Error(`the sample scored below ${SAMPLE_FLOOR} %`)
}

/** Files, or lines of them: first those that need only unit tests. */
async function mutateAll(name, ranges) {
  const atServer = ranges.filter((range) => needsServer(fileOf(range)))
  const others = ranges.filter((range) => !atServer.includes(range))
  const results = others.length > 0 ? await mutate(name, { mutate: others }) : []
  if (atServer.length === 0) return results
  process.env.MUTATION_TESTS = 'with-server'
  const more = await mutate(`${name}.with-server`, { mutate: atServer })
  delete process.env.MUTATION_TESTS
  return [...results, ...more]
}

function mutate(name, options) {
  const file = name.replaceAll('/', '-')
  return new Stryker({
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutation.config.ts', related: true },
    plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/ignore.mjs'],
    ignorers: ['texts'],
    concurrency: Number(values.concurrency),
    // The machine may be under load: a slow mutant must not count as a timeout.
    timeoutMS: 5000,
    timeoutFactor: 2,
    incremental: values.incremental,
    incrementalFile: `test-results/mutation/${file}.incremental.json`,
    tempDirName: 'test-results/mutation/copy',
    cleanTempDir: 'always',
    // Not copied: build output and pictures.
    ignorePatterns: ['/out', '/dist', '/coverage', '/test-results', '/self-test', '/docs/pictures'],
    // Types are erased, not checked: no tsconfig needs rewriting.
    tsconfigFile: 'none',
    reporters: ['clear-text', 'json', 'html', 'dots'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false, skipFull: true },
    jsonReporter: { fileName: `test-results/mutation/${file}.json` },
    htmlReporter: { fileName: `test-results/mutation/${file}.html` },
    ...options,
  }).runMutationTest()
}

function say({ mutants, killed, timedOut, survived, score }) {
  return `${score.toFixed(1)} % of ${mutants} mutants killed (${killed} by a test, ${timedOut} by the time limit), ${survived} survived`
}

function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: at('.'), encoding: 'utf8' }).trim()
  return (
    git('rev-parse', '--short', 'HEAD') +
    (git('status', '--porcelain', 'main', 'test') === '' ? '' : ' and changes')
  )
}
