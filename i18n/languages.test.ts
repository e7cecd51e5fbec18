import { expect, test } from 'vitest'
import { entryOf, LANGUAGE_TAGS, resolveLanguage } from './languages.ts'

test.each([
  ['system', 'zh-Hans-CN', 'zh-CN'],
  ['system', 'zh', 'zh-CN'],
  ['system', 'ZH', 'zh-CN'],
  ['system', 'zhx', 'en-US'],
  ['system', 'ZH-tw', 'zh-CN'],
  ['system', 'zh-Hant-HK', 'zh-CN'],
  ['system', 'yue-HK', 'zh-CN'],
  ['system', 'yue-Hant-HK', 'zh-CN'],
  ['system', 'cmn-Hans-CN', 'zh-CN'],
  ['system', 'nan-TW', 'zh-CN'],
  ['system', 'zho', 'zh-CN'],
  ['system', 'yuex', 'en-US'],
  ['system', 'tlh', 'en-US'],
  ['system', 'zha', 'en-US'],
  ['system', '', 'en-US'],
  ['en-US', 'zh-CN', 'en-US'],
  ['zh-CN', 'en-US', 'zh-CN'],
] as const)('setting %s on a %s system shows %s', (setting, locale, language) =>
  expect(resolveLanguage(setting, locale)).toBe(language),
)

test('only a build that enables it has the pseudo-language', () => {
  expect(LANGUAGE_TAGS).toEqual(expect.arrayContaining(['zh-CN', 'en-US']))
  expect(LANGUAGE_TAGS).not.toContain('en-XA')
})

test.each(LANGUAGE_TAGS)('the platform knows %s, and its own locale selects it', (tag) => {
  expect(Intl.getCanonicalLocales(tag)).toEqual([tag])
  expect(Intl.NumberFormat.supportedLocalesOf(tag)).toEqual([tag])
  expect(resolveLanguage('system', tag)).toBe(tag)
  expect(entryOf(tag).command).toContain(entryOf(tag).name)
})
