import { readFileSync } from 'node:fs'
import { at } from './built.mjs'

/** The part of electron-builder's configuration that follows from the languages of the app that is built. */
export function packagedLanguages() {
  return JSON.parse(readFileSync(at('out/package-languages.json'), 'utf8'))
}
