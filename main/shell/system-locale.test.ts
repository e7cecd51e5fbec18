import { expect, test } from 'vitest'
import { systemLocaleOf } from './system-locale.ts'

test.each([
  ['the switch of this start', 'zh-CN', ['en-GB'], 'zh-CN'],
  ['the system setting of the user', '', ['en-GB', 'de'], 'en-GB'],
  ['the locale detected by Chromium', '', [], 'fr'],
])('the locale is %s', (_what, lang, preferred, locale) => {
  const commandLine = { getSwitchValue: (name: string) => (name === 'lang' ? lang : '') }
  const app = { commandLine, getLocale: () => 'fr', getPreferredSystemLanguages: () => preferred }
  expect(systemLocaleOf(app as never)).toBe(locale)
})
