import { setI18n, useTranslation } from 'react-i18next'
import type { Language } from '../../i18n/languages.ts'
import { catalogue, loadTexts, type Text } from '../../i18n/texts.ts'

export type { Text } from '../../i18n/texts.ts'

/** The language that was asked for last. */
let wanted: Language | null = null

/** Loads the texts of a language and hands the catalogue to React, once, before the first page is drawn. */
export async function startTexts(language: Language): Promise<void> {
  setI18n(catalogue)
  await showLanguage(language)
}

/** Switches every text on the page, and the document's language with it. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language
  await loadTexts(language)
  // Meanwhile another one may have been asked for, and be shown already.
  if (wanted !== language) return
  document.documentElement.lang = language
  if (catalogue.language !== language) await catalogue.changeLanguage(language)
}

/** The texts by key. */
export function useText(): Text {
  return useTranslation().t
}

/** The language shown. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
