import { expect, test } from 'vitest'
import { texts as english } from '../en-US/index.ts'
import { texts } from './index.ts'
import { pseudo } from './pseudo.ts'

test.each([
  ['Save', '[Šåvé ļ]'],
  ['', '[]'],
  ['{{count}} of {{total}}', '[{{count}} öf {{total}} ]'],
  ['Trust {{host}}', '[Ţŕûšţ {{host}} ļ]'],
  ['<draft> “v2”', '[<ðŕåfţ> “v2” ļöŕé]'],
])('%j becomes %j', (text, expected) => expect(pseudo(text)).toBe(expected))

test('a long text grows by 40 % and two brackets', () => {
  const text = 'Downloads continue in the background. '.repeat(5).trim()
  expect(pseudo(text).length).toBe(Math.ceil(text.length * 1.4) + 2)
})

test('every text of the catalogue is in brackets, under its own key', () => {
  expect(texts.common.actions.save).toBe(pseudo(english.common.actions.save))
  const all = JSON.stringify(texts)
  expect(all.match(/:"/g)?.length).toBe(all.match(/:"\[[^"\\]*(?:\\.[^"\\]*)*\]"/g)?.length)
})
