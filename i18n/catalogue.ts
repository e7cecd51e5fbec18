import type { texts } from './en-US/index.ts'
import type { Translated } from './translated.ts'

/** The texts in English, from which every key and every placeholder of the catalogue comes. */
export type SourceCatalogue = typeof texts

/** All texts in one language. */
export type Catalogue = Translated<SourceCatalogue>
