import { readFileSync } from 'node:fs'
import { at } from './built.mjs'

/** The part of electron-builder's configuration derived from the languages of the built app. */
export function packagedLanguages() {
  return JSON.parse(readFileSync(at('out/package-languages.json'), 'utf8'))
}
