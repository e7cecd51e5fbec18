import { beforeAll, expect, test } from 'vitest'
import { ERROR_CODES } from '../contract/errors.ts'
import { type ErrorTextKey, rulesOf } from '../i18n/specific-errors.ts'
import { loadAllTexts, placeholdersOf, type TextKey, textOf } from '../i18n/texts.ts'
import { failureLines } from './failure-text.ts'
import { TERMINAL_ADVICE } from './terminal-advice.ts'

beforeAll(loadAllTexts)

/** No command reads the screen or updates the app. */
const WINDOW_ONLY = /^(SCREEN|UPDATE)_/
const keys = ERROR_CODES.filter((code) => !WINDOW_ONLY.test(code)).flatMap((code) => [
  `errors.${code}` as const,
  ...rulesOf(code).map(({ key }) => key),
])

test.each([...new Set<ErrorTextKey>(keys)])(
  'the advice of %s mentions nothing that only the window has',
  (key) => {
    const advice: TextKey = TERMINAL_ADVICE[key] ?? `${key}.advice`
    const raw = (language: 'en-US' | 'zh-CN'): string =>
      (textOf(language) as (of: string, options: object) => string)(advice, { skipInterpolation: true })
    expect(raw('en-US')).not.toMatch(/\bsettings?\b|manually|Refresh/i)
    expect(raw('zh-CN')).not.toMatch(/在设置|设置中|设置的|刷新/)
    // Only values that are known whenever this text is chosen.
    const known = (['title', 'advice'] as const).flatMap((part) =>
      placeholdersOf(textOf('en-US'), `${key}.${part}`),
    )
    for (const name of placeholdersOf(textOf('en-US'), advice)) expect(known).toContain(name)
  },
)

test('an untrusted certificate is shown with the option that trusts it', () => {
  const params = { host: 'media.example:8443', fingerprint: 'AA:BB', issuer: 'CN=x', validTo: '' }
  expect(failureLines({ code: 'CERT_UNTRUSTED', params }, 'en-US')).toContain(
    '--trust media.example:8443=AA:BB',
  )
  expect(failureLines({ code: 'CERT_CHANGED', params: { ...params, trusted: 'CC' } }, 'zh-CN')).toContain(
    '--trust media.example:8443=AA:BB',
  )
})
