import { beforeAll, expect, test } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { isCommandMatch, isMatch } from './matching.ts'

beforeAll(loadAllTexts)

test.each([
  ['', 'anything', true],
  ['  ', 'anything', true],
  ['pau down', 'Pause all downloads', true],
  ['down pau', 'Pause all downloads', true],
  ['pause up', 'Pause all downloads', false],
  ['下载', '暂停全部下载', true],
  ['ｐａｕｓｅ', 'Pause all downloads', true],
  ['resume', 'Résumé', true],
])('%j in %j: %s', (typed, text, expected) => expect(isMatch(typed, text)).toBe(expected))

test('a command is found in either language', () => {
  expect(isCommandMatch('主题', 'look.dark')).toBe(true)
  expect(isCommandMatch('theme', 'look.dark')).toBe(true)
  expect(isCommandMatch('theme', 'go.settings')).toBe(false)
})
