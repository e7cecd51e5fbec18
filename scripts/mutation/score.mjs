import { readFileSync, writeFileSync } from 'node:fs'
import { at } from '../built.mjs'

const PAGE = at('docs/mutation.md')

/**
 * Counts mutants by status. One that times out counts as killed; one not covered by any test has survived.
 * Mutants that do not compile, or are ignored for a reason, are not counted.
 *
 * @param results of Stryker's `runMutationTest()`.
 */
export function countsOf(results) {
  const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length
  const killed = count('Killed')
  const timedOut = count('Timeout')
  const survived = count('Survived', 'NoCoverage')
  const mutants = killed + timedOut + survived
  return {
    mutants,
    killed,
    timedOut,
    survived,
    score: mutants === 0 ? 0 : ((killed + timedOut) / mutants) * 100,
  }
}

/** Replaces the row of a part in the page's table; the rows of other parts stay. */
export function withScore(page, part, { mutants, killed, timedOut, survived, score }, commit) {
  const cells = [part, mutants, killed, timedOut, survived, `${score.toFixed(1)} %`, commit]
  const row = `| ${[...cells, `\`npm run test:mutation -- ${part} --write\``].join(' | ')} |`
  const old = page.split('\n').find((line) => line.startsWith(`| ${part} |`))
  if (old === undefined) throw new Error(`docs/mutation.md has no row for ${part}`)
  return page.replace(old, () => row)
}

export function writeScore(part, counts, commit) {
  writeFileSync(PAGE, withScore(readFileSync(PAGE, 'utf8'), part, counts, commit))
}
