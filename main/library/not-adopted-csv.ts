import { describeNotAdopted } from '../../i18n/describe-not-adopted.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import { BYTE_ORDER_MARK, csvRecord } from '../csv.ts'
import type { Adopted } from './adopt.ts'

/** Why files of a folder were not adopted, by path, as CSV. */
export function notAdoptedCsv({ reasons }: Pick<Adopted, 'reasons'>, language: Language): string {
  const t = textOf(language)
  const rows = Object.entries(reasons).map(([path, reason]) => [path, describeNotAdopted(reason, language)])
  const headings = [t('library.added.columns.path'), t('library.added.columns.reason')]
  return BYTE_ORDER_MARK + [headings, ...rows].map(csvRecord).join('')
}
