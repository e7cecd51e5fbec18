import { expect, test } from 'vitest'
import { systemLocaleOf } from './system-locale.ts'

test.each([
  ['the switch of this start', 'zh-CN', ['en-GB'], 'zh-CN'],
  ['what the user told the system', '', ['en-GB', 'de'], 'en-GB'],
  ['what Chromium found', '', [], 'fr'],
])('the locale is %s', (_what, lang, preferred, locale) => {
  const commandLine = { getSwitchValue: (name: string) => (name === 'lang' ? lang : '') }
  const app = { commandLine, getLocale: () => 'fr', getPreferredSystemLanguages: () => preferred }
  expect(systemLocaleOf(app as never)).toBe(locale)
})
