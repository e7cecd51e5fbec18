import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { version } from '../../package.json' with { type: 'json' }
import { npmProgram } from '../../scripts/programs.mjs'
import { meetkeep, testFolder } from './run.ts'

const run = promisify(execFile)
const project = fileURLToPath(new URL('../..', import.meta.url))
/** Packs the built command, and unpacks it where nothing of the project is near; sharp is what npm would install. */
async function installed(): Promise<string> {
  const folder = await testFolder()
  const { stdout } = await run(
    process.execPath,
    [npmProgram() ?? '', 'pack', '--json', '--pack-destination', folder],
    {
      cwd: project,
    },
  )
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  expect(filename).toBe(`meetkeep-${version}.tgz`)
  await run('tar', ['xzf', filename], { cwd: folder })
  const packages = join(folder, 'package', 'node_modules')
  await mkdir(packages)
  for (const name of ['sharp', '@img', 'detect-libc', 'semver'])
    await symlink(join(project, 'node_modules', name), join(packages, name), 'junction')
  return join(folder, 'package')
}

it('is a package of its own, which runs where it was unpacked', async () => {
  const folder = await installed()
  const { dependencies, bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
    bin: Record<string, string>
  }
  expect(Object.keys(dependencies)).toEqual(['sharp'])
  expect((await readdir(folder)).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'node_modules',
    'out',
    'package.json',
  ])
  const shipped = await readdir(join(folder, 'out', 'cli'))
  expect(shipped).toContain(bin['meetkeep']?.split('/').at(-1))
  expect(shipped).not.toContain('modules.json')
  // Each package in the bundle may be passed on only with its license.
  const licenses = JSON.parse(await readFile(join(folder, 'out/cli/licenses.json'), 'utf8')) as {
    name: string
  }[]
  expect(licenses.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['commander', 'node-fetch', 'zxing-cpp']),
  )
  expect(licenses.map(({ name }) => name)).not.toContain('electron')

  const home = await testFolder()
  await writeFile(join(home, 'empty'), '')
  const demo = await meetkeep(['demo'], { MEETKEEP_HOME: join(home, 'home') }, () => {}, {
    folder: join(folder, 'out', 'cli'),
    cwd: home,
  })
  expect(demo, demo.stderr).toMatchObject({ status: 0 })
})
