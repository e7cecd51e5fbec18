import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { at } from './built.mjs'
import { isProgram, programOf } from './programs.mjs'

// node scripts/lock-engines.mjs, after adding or updating a package. Meetkeep is supported on Node 22 and 24,
// and runs on 20.19, which some machines still have. Some packages require 22 but run on 20.19 (tested:
// build.yml), and npm would print a five-line warning for each at every `npm ci`, based on the lock's copy of
// their package.json. scripts/node-version.mjs and the README warn once instead. Nothing else is removed from
// the lock.

/** The oldest Node that Meetkeep runs on: `engines` of package.json. */
export const OLDEST = '20.19.0'

/** The packages for which npm would warn on the oldest Node. It does not warn about optional ones. */
export function tooNewFor(packages, version = OLDEST) {
  const { satisfies } = createRequire(programOf('electron-builder'))('semver')
  return Object.entries(packages)
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .filter(([, { engines }]) => engines?.node !== undefined && !satisfies(version, engines.node))
    .map(([path]) => path)
}

if (isProgram(import.meta.url)) {
  const file = at('package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  for (const path of tooNewFor(lock.packages)) {
    console.log(`${path} asks for Node ${lock.packages[path].engines.node}`)
    delete lock.packages[path].engines.node
    if (Object.keys(lock.packages[path].engines).length === 0) delete lock.packages[path].engines
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
