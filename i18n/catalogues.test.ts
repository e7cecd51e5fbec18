import { expect, test } from 'vitest'
import { texts as source } from './en-US/index.ts'
import { DEFAULT_LANGUAGE, entryOf, LANGUAGE_TAGS } from './languages.ts'

interface Texts {
  readonly [key: string]: string | Texts | undefined
}

/** Every text by its full key. */
function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else if (value !== undefined)
      for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

const english = flat(source)
const keys = [...english.keys()]
const FORMS = /_(?:zero|one|two|few|many)$/
const isFormOfFew = (key: string) => FORMS.test(key)
const languages = await Promise.all(
  LANGUAGE_TAGS.map(async (tag) => ({ tag, texts: flat((await entryOf(tag).load()).texts) })),
)

/** The placeholders of a text, sorted. */
const placeholders = (text: string | undefined): string =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1] ?? '')
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ')

test.each(languages)('$tag has every key, and the plural forms of its language', ({ tag, texts }) => {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  const wanted = keys
    .filter((key) => !isFormOfFew(key))
    .flatMap((key) => (key.endsWith('_other') ? forms.map((form) => key.replace(/other$/, form)) : [key]))
  expect(new Set(texts.keys())).toEqual(new Set(wanted))
})

test.each(languages)('$tag has the placeholders of English', ({ tag, texts }) =>
  expect(
    keys
      .filter((key) => tag === DEFAULT_LANGUAGE || !isFormOfFew(key))
      .filter((key) => placeholders(texts.get(key)) !== placeholders(english.get(key))),
  ).toEqual([]),
)

/** Texts whose singular form uses "a", or no word, instead of a number. */
const WITHOUT_NUMBER = ['native.quit.message_one', 'rules.schedule.every_one']

test.each(languages)('in $tag a text has the same placeholders in each of its plural forms', ({ texts }) =>
  expect(
    [...texts.keys()].filter(isFormOfFew).filter((key) => {
      const other = texts.get(key.replace(FORMS, '_other'))
      const isNumberless = WITHOUT_NUMBER.includes(key) && placeholders(texts.get(key)) === ''
      return other === undefined || (!isNumberless && placeholders(other) !== placeholders(texts.get(key)))
    }),
  ).toEqual([]),
)

test.each(languages)('no text of $tag is empty', ({ texts }) =>
  expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]),
)

test('no Chinese text is left in English', () => {
  // Names that are the same in both languages.
  const names = /Meetkeep|App ID|App Key|Electron|\{\{\w+\}\}/g
  const chinese = languages.find(({ tag }) => tag === 'zh-CN')?.texts ?? new Map<string, string>()
  expect(chinese.size).toBeGreaterThan(500)
  expect(
    [...chinese].filter(
      ([, text]) => /[A-Za-z]{3}/.test(text.replaceAll(names, '')) && !/\p{Script=Han}/u.test(text),
    ),
  ).toEqual([])
})
