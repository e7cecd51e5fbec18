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

/** The catalogue, shared by main, terminal and window. {@link loadTexts} adds languages to it. */
export const catalogue = createInstance()
void catalogue.init({
  resources: {},
  initAsync: false,
  // Every language is complete, as the compiler and a test ensure.
  fallbackLng: false,
  // React escapes what it renders, and nothing else parses markup.
  interpolation: { escapeValue: false },
})

/** Loads the texts of a language; they are available when the promise resolves. */
export async function loadTexts(language: Language): Promise<void> {
  if (isLoaded(language)) return
  const { texts } = await entryOf(language).load()
  catalogue.addResourceBundle(language, 'translation', texts)
}

/** For programs that need every language synchronously. */
export async function loadAllTexts(): Promise<void> {
  await Promise.all(LANGUAGE_TAGS.map(loadTexts))
}

const isLoaded = (language: Language): boolean => catalogue.hasResourceBundle(language, 'translation')

export const loadedLanguages = (): Language[] => LANGUAGE_TAGS.filter(isLoaded)

/** The texts of a loaded language. */
export function textOf(language: Language): Text {
  if (!isLoaded(language)) throw new Error(`The texts of ${language} have not been loaded`)
  return catalogue.getFixedT(language)
}

/** A text whose key is chosen at run time, and with it its placeholders; `values` holds those it may need. */
export function fill(t: Text, key: TextKey, values: Readonly<Record<string, string>>): string {
  // Not passed as top-level options: a value could have the name of an i18next option.
  return untyped(t)(key, { replace: values })
}

/** The placeholder names of a text. */
export function placeholdersOf(t: Text, key: TextKey): string[] {
  const raw = untyped(t)(key, { skipInterpolation: true })
  return [...raw.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
}

/** Accepts options that the type of a text's key cannot know. */
const untyped = (t: Text) => t as (key: TextKey, options: object) => string
