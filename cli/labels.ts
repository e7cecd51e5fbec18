import type { SourceCatalogue } from '../i18n/catalogue.ts'
import type { Language } from '../i18n/languages.ts'
import { type Text, textOf } from '../i18n/texts.ts'
import { localTime } from './dates.ts'
import { size } from './text.ts'

type Column = keyof SourceCatalogue['terminal']['columns']

/** The headings of a table. */
export function headsOf(t: Text, ...columns: Column[]): string[] {
  return columns.map((column) => t(`terminal.columns.${column}`))
}

/** The period that a list covers, and whose entries it has: `span` and `whose` of a remark. */
export function scopeText(
  { from, to }: { from: string; to: string },
  isOfAll: boolean | undefined,
  t: Text,
): { span: string; whose: string } {
  return {
    span: t('terminal.span', { from: localTime(from), to: localTime(to) }),
    whose: isOfAll === true ? t('terminal.ofAllUsers') : t('terminal.ofOwn'),
  }
}

/** `1.2 MB of 3.4 MB`. `total` is null when it is unknown. */
export function receivedText(received: number, total: number | null, language: Language): string {
  return textOf(language)('terminal.downloads.received', { received: size(received), total: size(total) })
}
