import { InvalidArgumentError } from 'commander'
import { NAME_PLACEHOLDERS } from '../contract/name-template.ts'
import { bytesPerSecondSchema } from '../contract/settings.ts'
import { describeNameProblem } from '../i18n/describe-name-problem.ts'
import type { Language } from '../i18n/languages.ts'
import { textOf } from '../i18n/texts.ts'
import { nameProblems } from '../main/naming/name-preview.ts'

// Parsers of `recordings download` options whose rules are the app's own. They pull in schemas, which no
// other command needs. Both throw commander's InvalidArgumentError.

/** Parses a valid file name template. */
export function readTemplate(text: string, language: Language): string {
  const problems = nameProblems(text)
  if (problems.length === 0) return text
  const sentences = problems.map((problem) => describeNameProblem(problem, language))
  const known = NAME_PLACEHOLDERS.map((name) => `{${name}}`).join(' ')
  sentences.push(textOf(language)('terminal.usage.placeholders', { known }))
  throw new InvalidArgumentError(sentences.join(' '))
}

const RATE_STEPS: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }

/** Parses a rate like curl and wget: bytes, or with K, M or G in steps of 1024. */
export function readRate(text: string, language: Language): number {
  const [, amount = '', unit = ''] = /^(\d{1,11}(?:\.\d{1,3})?)([KMG]?)$/i.exec(text) ?? []
  const bytes = Math.round(Number(amount) * (RATE_STEPS[unit.toUpperCase()] ?? 1))
  if (amount === '' || !bytesPerSecondSchema.safeParse(bytes).success)
    throw new InvalidArgumentError(textOf(language)('terminal.usage.rate'))
  return bytes
}
