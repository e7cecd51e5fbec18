import { beforeAll, expect, test } from 'vitest'
import { CHECKS, FINDINGS } from '../contract/doctor.ts'
import { describeFinding } from './describe-finding.ts'
import { LANGUAGE_TAGS } from './languages.ts'
import { loadAllTexts, textOf } from './texts.ts'

beforeAll(loadAllTexts)

const params = { host: 'a.example', proxy: 'p:1', name: 'Liu', path: '/x', bytes: 5, because: 'site' }

test.each(LANGUAGE_TAGS)('every finding has a text in %s', (language) => {
  for (const check of CHECKS)
    for (const found of FINDINGS) {
      const described = describeFinding(
        { check, found, params, failure: null },
        language,
        (n) => `${n} bytes`,
      )
      expect(described.name).toBe(textOf(language)(`doctor.checks.${check}`))
      expect(described.text).toMatch(/\S/)
      expect(described.text).not.toMatch(/[{}]|undefined/)
      expect(described.advice).toBeNull()
    }
})

test('a failure comes with its advice', () => {
  const finding = { check: 'site', found: null, params: {}, failure: { code: 'OFFLINE' } } as const
  expect(describeFinding(finding, 'en-US', String).advice).toMatch(/Check the network/)
})
