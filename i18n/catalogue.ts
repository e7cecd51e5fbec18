import type { texts } from './en-US/index.ts'
import type { Translated } from './translated.ts'

/** The English texts, which define every key and placeholder of the catalogue. */
export type SourceCatalogue = typeof texts

/** All texts in one language. */
export type Catalogue = Translated<SourceCatalogue>
