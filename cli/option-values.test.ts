import { homedir } from 'node:os'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { beforeAll, expect, test } from 'vitest'
import { loadTexts, textOf } from '../i18n/texts.ts'
import { valueParsers } from './option-values.ts'

beforeAll(() => loadTexts('en-US'))
const parsers = () => valueParsers(textOf('en-US'))

test.each([
  ['0', 0],
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
])('--wait %s is %i ms', (text, ms) => {
  expect(parsers().time(text)).toBe(ms)
})

test.each(['', '2', 'h', '-1h', '1.5h', '8d', '999999h', '1w', '1h30m'])('--wait %j is refused', (text) => {
  expect(() => parsers().time(text)).toThrow(InvalidArgumentError)
})

test('a folder that a shell left alone', () => {
  expect(parsers().folder('~/recordings')).toBe(join(homedir(), 'recordings'))
  expect(() => parsers().folder(' ')).toThrow(InvalidArgumentError)
})

test('an ID has no blanks around it, and is not empty', () => {
  expect(parsers().ids('\ufeff b\r', ['a'])).toEqual(['a', 'b'])
  expect(() => parsers().id(' \r')).toThrow(InvalidArgumentError)
})
