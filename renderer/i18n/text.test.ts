import { afterEach, expect, test, vi } from 'vitest'
import { catalogue, loadTexts } from '../../i18n/texts.ts'
import { showLanguage } from './text.ts'

afterEach(() => vi.unstubAllGlobals())

test('the last requested language is shown, even if the previous one loads later', async () => {
  const page = { documentElement: { lang: '' } }
  vi.stubGlobal('document', page)
  await loadTexts('en-US')
  // Its texts are not loaded yet; those of the next are.
  const earlier = showLanguage('zh-CN')
  await showLanguage('en-US')
  await earlier
  expect([catalogue.language, page.documentElement.lang]).toEqual(['en-US', 'en-US'])
  await showLanguage('zh-CN')
  expect([catalogue.language, page.documentElement.lang]).toEqual(['zh-CN', 'zh-CN'])
})
