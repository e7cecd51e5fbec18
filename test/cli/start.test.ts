import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { version } from '../../package.json' with { type: 'json' }
import { startDemo } from '../../demo/service.ts'
import { runAndListModules } from './loaded-modules.ts'
import { testFolder } from './run.ts'

// Most of a short command's time is module loading. No time is measured here (npm run bench:start does):
// the loaded modules determine it, and are the same on every machine.

const packageOf = (module: string): string | undefined =>
  /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1]
const packagesOf = (modules: string[]): Set<string | undefined> => new Set(modules.map(packageOf))
const belowAny = (modules: string[], ...rooms: string[]): string[] =>
  modules.filter((module) => rooms.some((room) => module.startsWith(`${room}/`)))
/** The picture reader: a native module, WebAssembly and a decoder in JavaScript. */
const PICTURES = ['sharp', 'zxing-wasm', 'jsqr']

it.each([
  [['--help'], 0],
  [['recordings', 'list', '--help'], 0],
  [['help', 'minutes'], 0],
  [[], 2],
  [['nonsense'], 2],
  [['recordings', 'list', '--from', '2026-01-01'], 2],
])('%j loads nothing but the command line and one language', async (args, expected) => {
  const { modules, status } = await runAndListModules(args)
  expect(status).toBe(expected)
  expect(modules).toContain('cli/command-line.ts')
  expect(new Set([...packagesOf(modules)].filter(Boolean))).toEqual(new Set(['commander', 'i18next']))
  expect(belowAny(modules, 'i18n/en-US')).toContain('i18n/en-US/terminal-help.ts')
  expect(belowAny(modules, 'i18n/zh-CN', 'i18n/en-XA')).toEqual([])
  expect(belowAny(modules, 'cli/commands', 'main', 'demo', 'qr')).toEqual([])
})

it.each(['--version', '-V'])('%s loads no package and no texts', async (arg) => {
  const { modules, status, stdout } = await runAndListModules([arg], { LANG: 'zh_CN.UTF-8' })
  expect([status, stdout]).toEqual([0, `${version}\n`])
  expect(modules).toContain('cli/index.ts')
  expect([...packagesOf(modules)].filter(Boolean)).toEqual([])
  expect(belowAny(modules, 'i18n').filter((module) => module !== 'i18n/languages.ts')).toEqual([])
})

it('loads the texts of the language of the terminal, and of no other', async () => {
  const { modules } = await runAndListModules(['--help'], { LANG: 'zh_CN.UTF-8' })
  expect(belowAny(modules, 'i18n/zh-CN')).toContain('i18n/zh-CN/terminal-help.ts')
  expect(belowAny(modules, 'i18n/en-US')).toEqual([])
})

it('reads pictures without loading the services', async () => {
  const picture = fileURLToPath(new URL('../../demo/pictures/save-minutes.png', import.meta.url))
  const { modules, status } = await runAndListModules(['minutes', 'read', picture])
  expect(status).toBe(0)
  expect([...packagesOf(modules)]).toEqual(expect.arrayContaining(PICTURES))
  expect(belowAny(modules, 'main', 'demo')).toEqual([])
  expect([...packagesOf(modules)]).not.toContain('node-fetch')
})

it('calls a service without loading the demo or the picture reader', async () => {
  const service = await startDemo()
  onTestFinished(() => service.close())
  const { modules, status } = await runAndListModules(['programs', 'list'], {
    MEETKEEP_HOME: join(await testFolder(), 'home'),
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
  })
  expect(status).toBe(0)
  expect(modules).toContain('main/services.ts')
  expect(belowAny(modules, 'cli/commands')).toEqual(['cli/commands/programs.ts'])
  expect(belowAny(modules, 'demo')).toEqual([])
  expect([...PICTURES, 'cli-progress'].filter((name) => packagesOf(modules).has(name))).toEqual([])
})
