import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { at, run } from './built.mjs'
import { npmProgram } from './programs.mjs'

// Packs the command as an npm package in dist/, to be installed by `npm install --global ./meetkeep-VERSION.tgz`.
const npm = npmProgram()
if (npm === null) throw new Error('npm was not found beside Node')
run(at('scripts/build.mjs'), ['cli'])
mkdirSync(at('dist'), { recursive: true })
const { status } = spawnSync(process.execPath, [npm, 'pack', '--pack-destination', 'dist'], {
  cwd: at('.'),
  stdio: 'inherit',
})
process.exitCode = status ?? 1
