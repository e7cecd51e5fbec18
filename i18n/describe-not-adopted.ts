import type { ErrorCode } from '../contract/errors.ts'
import { NOT_ADOPTED } from '../contract/library-files.ts'
import type { Language } from './languages.ts'
import { textOf } from './texts.ts'

/** Why a file was not taken into the library, as a sentence. */
export function describeNotAdopted(
  reason: (typeof NOT_ADOPTED)[number] | ErrorCode,
  language: Language,
): string {
  const t = textOf(language)
  const named = NOT_ADOPTED.find((one) => one === reason)
  if (named === undefined) return t(`errors.${reason as ErrorCode}.title`)
  const [first = '', ...rest] = t(`library.notAdopted.${named}`)
  return first.toLocaleUpperCase(language) + rest.join('')
}
