import { expect, test } from 'vitest'
import { enUS } from './en-US.ts'
import { zhCN } from './zh-CN.ts'

interface Texts {
  readonly [key: string]: string | Texts
}

/** Every text by its full key. */
function flat(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

const english = flat(enUS)
const chinese = flat(zhCN)
const keys = [...english.keys()]
const isFormForOne = (key: string) => key.endsWith('_one')

/** The names in a text's braces, in one order. */
const placeholders = (text: string | undefined): string =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1] ?? '')
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ')

test('both languages have the same keys; only English has forms for one', () =>
  expect(new Set(chinese.keys())).toEqual(new Set(keys.filter((key) => !isFormForOne(key)))))

test('both languages have the same placeholders', () =>
  expect(
    keys
      .filter((key) => !isFormForOne(key))
      .filter((key) => placeholders(chinese.get(key)) !== placeholders(english.get(key))),
  ).toEqual([]))

test('a form for one stands beside its form for others, with the same placeholders', () =>
  expect(
    keys.filter(isFormForOne).filter((key) => {
      const other = english.get(key.replace(/_one$/, '_other'))
      return other === undefined || placeholders(other) !== placeholders(english.get(key))
    }),
  ).toEqual([]))

test('a text that counts has a form for one in English', () =>
  expect(
    keys.filter((key) => key.endsWith('_other') && !english.has(key.replace(/_other$/, '_one'))),
  ).toEqual([]))

test('no text is empty', () =>
  expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([]))

test('Chinese is not English left over', () => {
  // Names that are the same in both.
  const names = /Meetkeep|App ID|App Key|Electron|\{\{\w+\}\}/g
  expect(
    [...chinese].filter(
      ([, text]) => /[A-Za-z]{3}/.test(text.replaceAll(names, '')) && !/\p{Script=Han}/u.test(text),
    ),
  ).toEqual([])
})
