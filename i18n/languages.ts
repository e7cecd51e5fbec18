import type { Catalogue } from './catalogue.ts'

interface LanguageEntry {
  /** In the language itself, so that users who cannot read the current language find their own. */
  name: string
  /** The command that selects it, in the language itself. */
  command: string
  /** System locales that map to it: BCP 47 tags, or their prefixes. */
  locales: readonly string[]
  load: () => Promise<{ texts: Catalogue }>
}

const language = (
  name: string,
  command: string,
  locales: readonly string[],
  load: LanguageEntry['load'],
): LanguageEntry => ({ name, command, locales, load })

/** Set by the build (scripts/pseudo-language.mjs); release builds leave it unset and omit the language. */
declare const __PSEUDO_LANGUAGE__: boolean | undefined
const hasPseudoLanguage = typeof __PSEUDO_LANGUAGE__ !== 'undefined' && __PSEUDO_LANGUAGE__

/** ISO 639-3 also has a tag for each spoken Chinese language, as `yue` for Cantonese; all are written Chinese. */
const CHINESE = [
  ...['zh', 'zho', 'chi'],
  ...['cdo', 'cjy', 'cmn', 'cpx', 'czh', 'czo', 'gan', 'hak', 'hsn', 'lzh', 'mnp', 'nan', 'wuu', 'yue'],
]

/**
 * Every language by its tag (as Chromium names its locales), in display order: one line and one folder each.
 * The setting, its chooser, the commands and the packages are derived from it.
 */
export const LANGUAGES = {
  'zh-CN': language('简体中文', '语言：简体中文', CHINESE, () => import('./zh-CN/index.ts')),
  'en-US': language('English', 'Language: English', ['en'], () => import('./en-US/index.ts')),
  ...(hasPseudoLanguage && {
    'en-XA': language('[Þšéûðö]', '[Þšéûðö ļåñĝûåĝé]', ['en-XA'], () => import('./en-XA/index.ts')),
  }),
}

export type Language = keyof typeof LANGUAGES
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[]
/** The source language of the texts, and the fallback. */
export const DEFAULT_LANGUAGE = 'en-US' satisfies Language

/** The entry of a tag in {@link LANGUAGE_TAGS}. */
export function entryOf(tag: Language): LanguageEntry {
  const entry: LanguageEntry | undefined = LANGUAGES[tag]
  if (entry === undefined) throw new Error(`${tag} is not in this build`)
  return entry
}

/**
 * The language to show.
 *
 * @param setting a language, or 'system' to follow the system's locale.
 * @param systemLocale BCP 47. The longest matching prefix in {@link LanguageEntry.locales} wins; English if
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
