import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { at } from './built.mjs'
import { EDITS } from './security/edits.mjs'
import { seeded } from './seeded-random.mjs'

// Takes each control of docs/security.md away, one at a time, and runs the test that must notice (security/edits.mjs).
//
//   npm run test:security                          every edit
//   npm run test:security -- --row 33              the edits of one row
//   npm run test:security -- --sample 4 --seed 1   some edits; npm test does this

const { values } = parseArgs({
  options: { row: { type: 'string' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
})

const folder = mkdtempSync(join(realpathSync.native(tmpdir()), 'security-edits-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
for (const path of execFileSync('git', listed, { cwd: at('.') })
  .toString()
  .split('\0')
  .filter(Boolean))
  cpSync(at(path), join(folder, path), { recursive: true })
symlinkSync(at('node_modules'), join(folder, 'node_modules'), 'junction')
// Some tests list the sources by git.
execFileSync('git', ['init', '--quiet'], { cwd: folder })

const unseen = chosen().filter((edit) => !isNoticed(edit))
for (const { row, file, from } of unseen) console.log(`no test fails: row ${row}, ${file}: ${from}`)
process.exitCode = unseen.length === 0 ? 0 : 1

function chosen() {
  if (values.row !== undefined) return EDITS.filter(({ row }) => row === Number(values.row))
  if (values.sample === undefined) return EDITS
  const random = seeded(Number(values.seed))
  const shuffled = EDITS.map((edit) => ({ edit, rank: random() })).toSorted((a, b) => a.rank - b.rank)
  return shuffled.slice(0, Number(values.sample)).map(({ edit }) => edit)
}

/** Whether the test of an edit fails because of it; one that fails without the edit shows nothing. */
function isNoticed({ row, file, from, to, test }) {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const passesBefore = passes(test)
  writeFileSync(path, from === '' ? `${before}${to}` : before.replace(from, () => to))
  const passesAfter = passes(test)
  writeFileSync(path, before)
  const isSeen = passesBefore && !passesAfter
  console.log(`${isSeen ? 'noticed' : 'UNNOTICED'}: row ${row}, ${file} by ${test}`)
  return isSeen
}

function passes(test) {
  const vitest = join(dirname(at('package.json')), 'node_modules/vitest/vitest.mjs')
  const project = test.includes('.component.test.') ? 'component' : 'unit'
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', project, test], {
    cwd: folder,
    stdio: 'ignore',
  })
  return status === 0
}
