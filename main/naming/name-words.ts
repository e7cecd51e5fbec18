import { KNOWN_FILE_TYPES } from '../../contract/recording.ts'
import { fileNames } from '../../i18n/en-US/file-names.ts'
import type { Language } from '../../i18n/languages.ts'
import { loadedLanguages, textOf } from '../../i18n/texts.ts'

/** The words of a language in file names. */
export interface NameWords {
  /** By the service's name of a file type; others are spelled as by the service. */
  types: Readonly<Record<string, string>>
  part(n: number): string
}

/** The words of a language; English ones in a program that has not loaded its texts. */
export function nameWords(language: Language): NameWords {
  if (!loadedLanguages().includes(language)) return ENGLISH_WORDS
  const t = textOf(language)
  return {
    types: Object.fromEntries(KNOWN_FILE_TYPES.map((type) => [type, t(`fileNames.types.${type}`)])),
    part: (n) => t('fileNames.part', { n: String(n) }),
  }
}

export const ENGLISH_WORDS: NameWords = {
  types: fileNames.types,
  part: (n) => fileNames.part.replace('{{n}}', String(n)),
}
