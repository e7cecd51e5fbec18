import { expect, test } from 'vitest'
import { languageOf, systemLocaleOf } from './language.ts'

test.each([
  ['system', 'zh-Hans-CN', 'zh-CN'],
  ['system', 'ZH', 'zh-CN'],
  ['system', 'zhx', 'en-US'],
  ['system', 'de-DE', 'en-US'],
  ['system', '', 'en-US'],
  ['en-US', 'zh-CN', 'en-US'],
  ['zh-CN', 'en-US', 'zh-CN'],
] as const)('%s where the system speaks %j: %s', (setting, locale, language) => {
  expect(languageOf(setting, locale)).toBe(language)
})

test.each([
  ['the switch of this start', 'zh-CN', ['en-GB'], 'zh-CN'],
  ['what the user told the system', '', ['en-GB', 'de'], 'en-GB'],
  ['what Chromium found', '', [], 'fr'],
])('the locale is %s', (_what, lang, preferred, locale) => {
  const commandLine = { getSwitchValue: (name: string) => (name === 'lang' ? lang : '') }
  const app = { commandLine, getLocale: () => 'fr', getPreferredSystemLanguages: () => preferred }
  expect(systemLocaleOf(app as never)).toBe(locale)
})
