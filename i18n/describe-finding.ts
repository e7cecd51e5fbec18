import type { Check, Finding } from '../contract/doctor.ts'
import { describeFailure } from './describe-failure.ts'
import type { Language } from './languages.ts'
import { fill, textOf } from './texts.ts'

/**
 * Describes a finding; `advice` says what to do about a failed one. `sizeText` formats a number of bytes, `ownAdvice` is
 * that of `describeFailure`.
 */
export function describeFinding(
  { check, found, params, failure }: Finding,
  language: Language,
  sizeText: (bytes: number) => string,
  ownAdvice: Parameters<typeof describeFailure>[2] = {},
): { name: string; text: string; advice: string | null } {
  const t = textOf(language)
  const name = t(`doctor.checks.${check}`)
  if (failure !== null) {
    const { title, advice } = describeFailure(failure, language, ownAdvice)
    return { name, text: title, advice }
  }
  if (found === null) return { name, text: '', advice: null }
  const shown = (param: string, value: string | number): string => {
    if (param === 'bytes') return sizeText(Number(value))
    return param === 'because' ? t(`doctor.checks.${value as Check}`) : String(value)
  }
  const values = Object.fromEntries(
    Object.entries(params).map(([param, value]) => [param, shown(param, value)]),
  )
  return { name, text: fill(t, `doctor.found.${found}`, values), advice: null }
}
