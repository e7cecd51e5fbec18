import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Finished, meetkeep, testFolder } from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs the built command and lists the modules that it evaluated: paths from the root with `/`, such as
 * `cli/index.ts`; those of packages are below `node_modules/`. V8 reports the executed files
 * (NODE_V8_COVERAGE), and the build recorded the modules of each chunk (`modules.json`).
 */
export async function runAndListModules(
  args: string[],
  env: Record<string, string> = {},
): Promise<Finished & { modules: string[] }> {
  const folder = await testFolder()
  const finished = await meetkeep(args, { ...env, NODE_V8_COVERAGE: folder })
  const reports = await Promise.all(
    (await readdir(folder)).map((name) => readJson<{ result: { url: string }[] }>(join(folder, name))),
  )
  const urls = new Set(reports.flatMap(({ result }) => result.map(({ url }) => url)))
  const chunks = await readJson<Record<string, string[]>>(join(root, 'out/cli/modules.json'))
  const modules = [...urls]
    .filter((url) => url.startsWith('file:'))
    .flatMap((url) => {
      const path = relative(root, fileURLToPath(url)).replaceAll('\\', '/')
      return (path.startsWith('out/cli/') ? chunks[basename(path)] : undefined) ?? path
    })
  return Object.assign(finished, { modules: [...new Set(modules)].toSorted() })
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T
}
