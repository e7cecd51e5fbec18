import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { at } from './built.mjs'
import { isProgram, programOf } from './programs.mjs'

// node scripts/lock-engines.mjs, after a package was added or renewed. Meetkeep is supported on Node 22 and 24, and runs
// on 20.19, which a machine may still have. Some packages ask for 22 and run on 20.19 all the same (tested: build.yml),
// and npm would say so at every `npm ci`, in five lines for each, out of what the lock repeats of their package.json. It
// is said once instead, by scripts/node-version.mjs and the README. Nothing else is taken out of the lock.

/** The oldest Node that Meetkeep runs on: `engines` of package.json. */
export const OLDEST = '20.19.0'

/** The packages npm would warn of on the oldest Node. It is silent about optional ones. */
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
