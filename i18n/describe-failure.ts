import type { Failure } from '../contract/errors.ts'
import { serviceCodeOf } from '../contract/service-codes.ts'
import { DEFAULT_LANGUAGE, type Language } from './languages.ts'
import { type ErrorTextKey, rulesOf } from './specific-errors.ts'
import { fill, placeholdersOf, type Text, type TextKey, textOf } from './texts.ts'

/**
 * Describes a failure: what happened and what to do. `detail` is the meaning of a service's own code, else
 * the failure's technical line; null when there is neither. Dates are shown in this computer's time zone.
 *
 * @param ownAdvice advice for another reader than the window's, by the key of the text it replaces
 */
export function describeFailure(
  failure: Failure,
  language: Language,
  ownAdvice: Readonly<Partial<Record<ErrorTextKey, TextKey>>> = {},
): { title: string; advice: string; detail: string | null } {
  const t = textOf(language)
  const key = keyFor(failure, t)
  const names = Object.keys(failure.params ?? {})
  const values = Object.fromEntries(names.map((name) => [name, valueOf(failure, name, language)]))
  return {
    title: fill(t, `${key}.title`, values),
    advice: fill(t, ownAdvice[key] ?? `${key}.advice`, values),
    detail: detailOf(failure, t),
  }
}

function keyFor(failure: Failure, t: Text): ErrorTextKey {
  const fitting = rulesOf(failure.code).find(
    ({ when, key }) =>
      Object.entries(when).every(([name, value]) => isSaid(failure, name, value)) &&
      [...placeholdersOf(t, `${key}.title`), ...placeholdersOf(t, `${key}.advice`)].every(
        (name) => valueOf(failure, name, DEFAULT_LANGUAGE) !== '',
      ),
  )
  return fitting?.key ?? `errors.${failure.code}`
}

/** A service's code may come with its prefix or as a bare number. */
function isSaid({ params }: Failure, name: string, value: string): boolean {
  const said = params?.[name]
  if (said === value || said === undefined || name !== 'serviceCode') return said === value
  return serviceCodeOf(String(said)) === serviceCodeOf(value)
}

/** A param as displayed; '' if there is nothing to show. */
function valueOf({ params }: Failure, name: string, language: Language): string {
  const value = String(params?.[name] ?? '')
  return name === 'readyAt' ? estimateIn(value, language) : value
}

/** '' for an estimate that has passed: it says nothing about when to try again. */
const estimateIn = (iso: string, language: Language): string =>
  Date.parse(iso) > Date.now() ? dateIn(iso, language) : ''

function dateIn(iso: string, language: Language): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const parts = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  } as const
  return date.toLocaleString(language, { ...parts, timeZoneName: 'short' })
}

function detailOf({ params, detail = '' }: Failure, t: Text): string | null {
  const said = String(params?.['serviceCode'] ?? '')
  const known = serviceCodeOf(said)
  if (known !== null) return `${t(`serviceCodes.${known.code}`)} (${said})`
  // The service's support needs an unknown code.
  return [detail, detail.includes(said) ? '' : said].filter(Boolean).join(' · ') || null
}
