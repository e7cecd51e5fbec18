import { readFileSync } from 'node:fs'
import { at } from './built.mjs'
import { isProgram } from './programs.mjs'

/** The section of CHANGELOG.md for the version of package.json. */
export function releaseNotes() {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const parts = readFileSync(at('CHANGELOG.md'), 'utf8').split(/^(?=## )/m)
  const part = parts.find((text) => text.startsWith(`## ${version} `))
  if (part === undefined) throw new Error(`CHANGELOG.md says nothing of version ${version}`)
  return `${part.slice(part.indexOf('\n')).trim()}\n`
}

if (isProgram(import.meta.url)) process.stdout.write(releaseNotes())
