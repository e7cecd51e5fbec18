import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Node runs programs without a shell, so that a path may contain characters that a shell would interpret: a
// space, a parenthesis, a non-Latin character. On Windows npm, npx and node_modules/.bin are shell scripts.

/**
 * The JavaScript file of an installed package's command, to be run with process.execPath.
 *
 * @param name the package, which has a command of the same name.
 */
export function programOf(name) {
  const folder = fileURLToPath(new URL(`../node_modules/${name}/`, import.meta.url))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** npm's own JavaScript file: the one that runs this script, else the one installed with Node; or null. */
export function npmProgram(env = process.env, node = process.execPath) {
  const folder = dirname(realpathSync(node))
  const candidates = [
    env.npm_execpath ?? '',
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  return candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file)) ?? null
}

/** Whether the module of this URL is Node's entry point. Its path may contain symbolic links. */
export function isProgram(url) {
  const started = process.argv[1]
  return started !== undefined && existsSync(started) && realpathSync(started) === fileURLToPath(url)
}
