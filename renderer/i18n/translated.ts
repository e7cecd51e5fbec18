/**
 * The shape a translation must have: every key of the source catalogue. Forms for "one" (`…_one`) are English
 * grammar; Chinese has a single form, `…_other`.
 */
export type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
}
