/** Forms of a text that counts, as Intl.PluralRules names them; "other" is in every language. */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many'

/** Keys of the texts that count, without their form: `found` for `found_other`. */
type Counting<Key> = Key extends `${infer Base}_other` ? Base : never

/**
 * The shape of a translation: every key of the source catalogue, and the plural forms of its own language
 * (`…_few`), which a test asks for.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_${PluralForm}` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
} & { readonly [K in `${Counting<keyof T>}_${PluralForm}`]?: string }
