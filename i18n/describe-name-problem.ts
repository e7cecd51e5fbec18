import type { NameProblem } from '../contract/name-template.ts'
import type { Language } from './languages.ts'
import { textOf } from './texts.ts'

/** Describes a problem of a name template in one sentence. */
export function describeNameProblem({ code, about }: NameProblem, language: Language): string {
  return textOf(language)(`nameProblems.${code}`, { about })
}
