/** Plural forms as Intl.PluralRules names them; every language has "other". */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many'

/** Keys of plural texts without their form: `found` for `found_other`. */
type Counting<Key> = Key extends `${infer Base}_other` ? Base : never

/**
 * The shape of a translation: every key of the source catalogue, and the plural forms of its own language
 * (`…_few`), which a test requires.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_${PluralForm}` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
} & { readonly [K in `${Counting<keyof T>}_${PluralForm}`]?: string }
