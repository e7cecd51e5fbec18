import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { at } from './built.mjs'
import { findChromium } from './chromium.mjs'
import { packageStub } from './package-stub.mjs'

// npm run pictures -- [NAME…] [--size WIDTHxHEIGHT] [--language TAG] [--to FOLDER]: all pictures of the
// documentation, or a few to check a change. The language en-XA shows where longer texts would be clipped
// (i18n/en-XA).
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, language: { type: 'string' }, to: { type: 'string' } },
})
const chromium = findChromium()
if (chromium === null) {
  console.error('Pictures need a Chromium: install one, or name it in MEETKEEP_CHROMIUM.')
  process.exit(1)
}
await packageStub()
const { status } = spawnSync(
  process.execPath,
  [at('node_modules/vitest/vitest.mjs'), 'run', '--project', 'pictures'],
  {
    cwd: at('.'),
    stdio: 'inherit',
    env: {
      ...process.env,
      MEETKEEP_CHROMIUM: chromium,
      MEETKEEP_PICTURES: positionals.join(','),
      ...(values.size === undefined ? {} : { MEETKEEP_PICTURES_SIZE: values.size }),
      ...(values.language === undefined ? {} : { MEETKEEP_PICTURES_LANGUAGE: values.language }),
      ...(values.to === undefined ? {} : { MEETKEEP_PICTURES_TO: values.to }),
    },
  },
)
process.exitCode = status ?? 1
