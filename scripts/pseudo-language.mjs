import { copyFileSync, mkdirSync } from 'node:fs'
import { placeStandIn } from './build-standin.mjs'
import { at, buildIfNeeded, doIfNeeded, run } from './built.mjs'
import { programOf } from './programs.mjs'

const FOLDER = at('out/pseudo')

/**
 * Builds another app that includes the pseudo-language (i18n/en-XA), unless nothing has changed. Its output
 * is separate from the release, which never contains it: packages are made from out/ (electron-builder.yml).
 *
 * @returns the folder of an app that runs in Electron and, with the stand-in, in a browser.
 */
export async function buildPseudoApp(say = console.log) {
  buildIfNeeded(say)
  doIfNeeded(`${FOLDER}/.built`, [`${FOLDER}/out/main/index.js`], () => {
    say('Building Meetkeep with the pseudo-language…')
    run(programOf('electron-vite'), ['build'], { MEETKEEP_PSEUDO_LANGUAGE: 'yes' })
  })
  mkdirSync(FOLDER, { recursive: true })
  copyFileSync(at('package.json'), `${FOLDER}/package.json`)
  await placeStandIn(FOLDER)
  return FOLDER
}

/**
 * The same for the terminal command, which speaks the pseudo-language where LANG is en_XA.
 *
 * @returns its folder, which has `index.js`.
 */
export function buildPseudoTerminal() {
  mkdirSync(FOLDER, { recursive: true })
  doIfNeeded(`${FOLDER}/.built-cli`, [`${FOLDER}/cli/index.js`], () => {
    run(programOf('vite'), ['build', '-c', 'vite.cli.config.ts'], { MEETKEEP_PSEUDO_LANGUAGE: 'yes' })
  })
  return `${FOLDER}/cli`
}
