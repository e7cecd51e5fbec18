import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Programs are run by Node without a shell, so that a path may hold what a shell would take apart: a space, a
// parenthesis, a character of another alphabet. On Windows npm, npx and node_modules/.bin are files for a shell alone.

/**
 * The JavaScript file behind a command of an installed package, to be run with process.execPath.
 *
 * @param name the package, whose command is called the same.
 */
export function programOf(name) {
  const folder = fileURLToPath(new URL(`../node_modules/${name}/`, import.meta.url))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** npm's own JavaScript file: the one that runs this script, else the one that comes with Node; or null. */
export function npmProgram(env = process.env, node = process.execPath) {
  const folder = dirname(realpathSync(node))
  const candidates = [
    env.npm_execpath ?? '',
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  return candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file)) ?? null
}

/** Is the module of this address what Node was started with? The way to it may lead over links. */
export function isProgram(url) {
  const started = process.argv[1]
  return started !== undefined && existsSync(started) && realpathSync(started) === fileURLToPath(url)
}
