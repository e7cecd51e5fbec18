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
