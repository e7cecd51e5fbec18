export type TextLanguage = 'en-US' | 'zh-CN'

export interface ErrorText {
  /** What happened. `{name}` stands for the failure's params.name. */
  title: string
  /** What to do about it. */
  advice: string
}

export type ErrorTextIn = Readonly<Record<TextLanguage, ErrorText>>

/** Each language on its own: [title, advice]. */
type Words = readonly [title: string, advice: string]

export function both(en: Words, zh: Words): ErrorTextIn {
  return { 'en-US': { title: en[0], advice: en[1] }, 'zh-CN': { title: zh[0], advice: zh[1] } }
}

/** Words for a failure with these params. The words fit only when every placeholder in them has a value too. */
export interface SpecificText {
  when: Readonly<Record<string, string>>
  words: ErrorTextIn
}

export function whenParams(when: SpecificText['when'], en: Words, zh: Words): SpecificText {
  return { when, words: both(en, zh) }
}
