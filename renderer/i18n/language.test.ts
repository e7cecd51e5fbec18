import { expect, test } from 'vitest'
import { resolveLanguage } from './language.ts'

test.each([
  ['system', 'zh-Hans-CN', 'zh-CN'],
  ['system', 'zh', 'zh-CN'],
  ['system', 'ZH-tw', 'zh-CN'],
  ['system', 'de-DE', 'en-US'],
  ['system', 'zha', 'en-US'],
  ['system', '', 'en-US'],
  ['en-US', 'zh-CN', 'en-US'],
  ['zh-CN', 'en-US', 'zh-CN'],
] as const)('setting %s on a %s system shows %s', (setting, locale, language) =>
  expect(resolveLanguage(setting, locale)).toBe(language),
)
