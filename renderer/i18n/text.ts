import i18next, { type TFunction } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { enUS } from './en-US.ts'
import type { Language } from './language.ts'
import { zhCN } from './zh-CN.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof enUS }
  }
}

export type Text = TFunction

/** Starts the texts, once, before the first page is drawn. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en-US',
    resources: { 'en-US': { translation: enUS }, 'zh-CN': { translation: zhCN } },
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  })
}

/** Switches every text on the page, and the document's language with it. */
export async function showLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language
  if (i18next.language !== language) await i18next.changeLanguage(language)
}

/** The texts by key. */
export function useText(): Text {
  return useTranslation().t
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'zh-CN' ? 'zh-CN' : 'en-US'
}
