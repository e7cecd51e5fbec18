import type { Catalogue } from './catalogue.ts'

interface LanguageEntry {
  /** Written in itself: users who do not read the language shown find their own. */
  name: string
  /** The command that chooses it, in itself as well. */
  command: string
  /** System locales that lead to it: BCP 47 tags, or their beginnings. */
  locales: readonly string[]
  load: () => Promise<{ texts: Catalogue }>
}

const language = (
  name: string,
  command: string,
  locales: readonly string[],
  load: LanguageEntry['load'],
): LanguageEntry => ({ name, command, locales, load })

/** Set by the build (scripts/pseudo-language.mjs); a release is built without it, and so without the language. */
declare const __PSEUDO_LANGUAGE__: boolean | undefined
const hasPseudoLanguage = typeof __PSEUDO_LANGUAGE__ !== 'undefined' && __PSEUDO_LANGUAGE__

/**
 * Every language there is, by its tag (as Chromium names its locales), in the order in which they are offered: one
 * line and one folder each. All else is derived: the setting, its chooser, commands, packages.
 */
export const LANGUAGES = {
  'zh-CN': language('简体中文', '语言：简体中文', ['zh'], () => import('./zh-CN/index.ts')),
  'en-US': language('English', 'Language: English', ['en'], () => import('./en-US/index.ts')),
  ...(hasPseudoLanguage && {
    'en-XA': language('[Þšéûðö]', '[Þšéûðö ļåñĝûåĝé]', ['en-XA'], () => import('./en-XA/index.ts')),
  }),
}

export type Language = keyof typeof LANGUAGES
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[]
/** What the texts are written in first, and what is shown where no other language fits. */
export const DEFAULT_LANGUAGE = 'en-US' satisfies Language

/** Of a tag that is in {@link LANGUAGE_TAGS}. */
export function entryOf(tag: Language): LanguageEntry {
  const entry: LanguageEntry | undefined = LANGUAGES[tag]
  if (entry === undefined) throw new Error(`${tag} is not in this build`)
  return entry
}

/**
 * The language to show.
 *
 * @param setting a language, or 'system' for the one that the system's locale leads to.
 * @param systemLocale BCP 47. The longest of {@link LanguageEntry.locales} that it begins with decides; English if
 *   there is none.
 */
export function resolveLanguage(setting: Language | 'system', systemLocale: string): Language {
  if (setting !== 'system') return setting
  const wanted = `${systemLocale.toLowerCase()}-`
  const [best] = LANGUAGE_TAGS.flatMap((tag) => entryOf(tag).locales.map((locale) => ({ tag, locale })))
    .filter(({ locale }) => wanted.startsWith(`${locale.toLowerCase()}-`))
    .toSorted((a, b) => b.locale.length - a.locale.length)
  return best?.tag ?? DEFAULT_LANGUAGE
}
