import { createInstance, type ParseKeys, type TFunction } from 'i18next'
import type { SourceCatalogue } from './catalogue.ts'
import { entryOf, type Language, LANGUAGE_TAGS } from './languages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: SourceCatalogue }
  }
}

/** A text by its key, with the values of its placeholders: `t('native.quit.message', { count: 2 })`. */
export type Text = TFunction

/** The keys of all texts: `common.actions.save`. */
export type TextKey = ParseKeys

/** The catalogue, the same for main, terminal and window. Languages come into it by {@link loadTexts}. */
export const catalogue = createInstance()
void catalogue.init({
  resources: {},
  initAsync: false,
  // Every language is complete: the compiler and a test see to it.
  fallbackLng: false,
  // React escapes what it draws, and nothing else reads markup.
  interpolation: { escapeValue: false },
})

/** Loads the texts of a language; they are ready when this resolves. */
export async function loadTexts(language: Language): Promise<void> {
  if (isLoaded(language)) return
  const { texts } = await entryOf(language).load()
  catalogue.addResourceBundle(language, 'translation', texts)
}

/** For a program that has to speak each of them without a wait. */
export async function loadAllTexts(): Promise<void> {
  await Promise.all(LANGUAGE_TAGS.map(loadTexts))
}

const isLoaded = (language: Language): boolean => catalogue.hasResourceBundle(language, 'translation')

export const loadedLanguages = (): Language[] => LANGUAGE_TAGS.filter(isLoaded)

/** The texts of a language that has been loaded. */
export function textOf(language: Language): Text {
  if (!isLoaded(language)) throw new Error(`The texts of ${language} have not been loaded`)
  return catalogue.getFixedT(language)
}

/** A text whose key is chosen while the app runs, and with it its placeholders; `values` holds those it may have. */
export function fill(t: Text, key: TextKey, values: Readonly<Record<string, string>>): string {
  // Not as options of their own: a value may be called as one of i18next's is.
  return untyped(t)(key, { replace: values })
}

/** The names in the braces of a text. */
export function placeholdersOf(t: Text, key: TextKey): string[] {
  const raw = untyped(t)(key, { skipInterpolation: true })
  return [...raw.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
}

/** Takes options that the type of a text's key cannot foresee. */
const untyped = (t: Text) => t as (key: TextKey, options: object) => string
