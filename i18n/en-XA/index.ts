import type { Catalogue } from '../catalogue.ts'
import { texts as english } from '../en-US/index.ts'
import { pseudoOf } from './pseudo.ts'

/** A language to look at the app in: made from English when it is loaded. */
export const texts: Catalogue = pseudoOf(english)
