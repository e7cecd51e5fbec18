import { setI18n, useTranslation } from 'react-i18next'
import type { Language } from '../../i18n/languages.ts'
import { catalogue, loadTexts, type Text } from '../../i18n/texts.ts'

export type { Text } from '../../i18n/texts.ts'

/** The most recently requested language. */
let wanted: Language | null = null

/** Loads the texts of a language and registers the catalogue with React, once, before the first render. */
export async function startTexts(language: Language): Promise<void> {
  setI18n(catalogue)
  await showLanguage(language)
}

/** Switches all texts of the page, and the document's language. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language
  await loadTexts(language)
  // Another language may have been requested meanwhile, and be shown already.
  if (wanted !== language) return
  document.documentElement.lang = language
  if (catalogue.language !== language) await catalogue.changeLanguage(language)
}

/** The texts by key. */
export function useText(): Text {
  return useTranslation().t
}

/** The current language. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
