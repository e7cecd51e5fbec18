import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { test } from '../test/fixtures.ts'

/** Files of a sample project -> their imports, with whether each is allowed. */
const IMPORTS: Record<string, Record<string, boolean>> = {
  'contract/a.ts': {
    zod: true,
    './b.ts': true,
    '../i18n/languages.ts': true,
    '../i18n/texts.ts': false,
    '../i18n/en-US/index.ts': false,
    'node:fs': false,
    electron: false,
    '../main/interfaces.ts': false,
  },
  'i18n/a.ts': {
    i18next: true,
    './en-US/index.ts': true,
    '../contract/errors.ts': true,
    'react-i18next': false,
    zod: false,
    'node:fs': false,
    electron: false,
    '../qr/link.ts': false,
    '../main/interfaces.ts': false,
    '../renderer/bridge.ts': false,
  },
  'qr/a.ts': {
    jsqr: true,
    'zxing-wasm/reader': true,
    '../contract/errors.ts': true,
    'node:fs': false,
    electron: false,
    '../main/interfaces.ts': false,
  },
  'main/cloud/b.ts': {
    'node:fs/promises': true,
    'node-fetch': true,
    socks: true,
    '../../contract/errors.ts': true,
    '../../i18n/languages.ts': true,
    '../../qr/link.ts': true,
    '../interfaces.ts': true,
    electron: false,
    react: false,
    '../shell/window.ts': false,
    '../ipc/registrar.ts': false,
    '../../renderer/bridge.ts': false,
    '../../demo/service.ts': false,
  },
  ...floorsOfMain(),
  'main/services.ts': {
    electron: false,
    './downloads/downloads.ts': true,
    './shell/window.ts': false,
    './self-test/self-test.ts': false,
    '../demo/service.ts': false,
  },
  'main/shell/a.ts': {
    electron: true,
    '../interfaces.ts': true,
    '../../renderer/bridge.ts': false,
    react: false,
  },
  'main/ipc/a.ts': { electron: true, '../../cli/index.ts': false },
  'main/self-test/a.ts': { electron: true, '../shell/window.ts': true, '../../cli/index.ts': false },
  'main/index.ts': { electron: true, '../demo/service.ts': true, '../renderer/bridge.ts': false },
  'preload/index.ts': {
    electron: true,
    '../contract/channels.ts': true,
    'node:fs': false,
    '../main/interfaces.ts': false,
  },
  'renderer/commands/a.ts': { '../features/x/b.ts': true, '../testing/draw.tsx': false },
  'renderer/features/x/a.tsx': {
    react: true,
    '../../../contract/errors.ts': true,
    '../../../i18n/texts.ts': true,
    '../../../qr/decode.ts': true,
    'node:fs': false,
    electron: false,
    'node-fetch': false,
    socks: false,
    '../../../main/interfaces.ts': false,
    '../../../preload/index.ts': false,
  },
  ...floorsOfWindow(),
  'cli/a.ts': {
    'node:fs': true,
    commander: true,
    '../i18n/texts.ts': true,
    '../main/services.ts': true,
    '../demo/service.ts': true,
    electron: false,
    '../main/shell/window.ts': false,
    '../main/ipc/registrar.ts': false,
    '../renderer/bridge.ts': false,
  },
  'demo/a.ts': { 'node:http': true, '../contract/errors.ts': true, zod: false, '../main/services.ts': false },
  'standin/a.ts': {
    'node:http': true,
    ws: true,
    '../main/interfaces.ts': false,
    '../contract/errors.ts': false,
  },
}

/** The layers of main from the bottom up: a folder may import lower layers, and none beside or above it. */
function floorsOfMain(): Record<string, Record<string, boolean>> {
  const floors = [
    ['files', 'log', 'media', 'naming', 'network'],
    ['cloud', 'library', 'transfer'],
    ['archive', 'downloads', 'minutes', 'doctor', 'diagnostics', 'settings', 'updates'],
    ['export', 'rules'],
    ['shell', 'ipc', 'self-test'],
  ]
  const entries = floors.flatMap((rooms, floor) => {
    // The edge may import all of them, itself included.
    if (floor === 4) return []
    return rooms.map((room): [string, Record<string, boolean>] => [
      `main/${room}/a.ts`,
      {
        './b.ts': true,
        '../../contract/errors.ts': true,
        '../interfaces.ts': true,
        '../services.ts': false,
        ...Object.fromEntries(
          floors.flatMap((others, other) =>
            others.filter((name) => name !== room).map((name) => [`../${name}/b.ts`, other < floor]),
          ),
        ),
      },
    ])
  })
  return Object.fromEntries(entries)
}

/** The layers of the window from the bottom up; pages are siblings and do not import each other. */
function floorsOfWindow(): Record<string, Record<string, boolean>> {
  const floors = ['state', 'model', 'ui', 'features/downloads']
  const entries = floors.map((room, floor): [string, Record<string, boolean>] => {
    const root = '../'.repeat(room.split('/').length)
    return [
      `renderer/${room}/a.tsx`,
      {
        './b.ts': true,
        [`${root}bridge.ts`]: true,
        [`${root}i18n/text.ts`]: true,
        [`${root}app.tsx`]: false,
        [`${root}commands/commands.tsx`]: false,
        [`${root}testing/draw.tsx`]: false,
        ...Object.fromEntries(
          floors
            .filter((other) => other !== room)
            .map((other) => [`${root}${other}/b.ts`, floors.indexOf(other) < floor]),
        ),
        ...(room.startsWith('features/') && {
          '../minutes/b.ts': false,
          '../../features/minutes/b.ts': false,
        }),
      },
    ]
  })
  return Object.fromEntries(entries)
}

let project = ''
test.beforeAll(({ sharedFolder: madeProject }) => {
  project = madeProject
  copyFileSync(fileURLToPath(new URL('../.oxlintrc.json', import.meta.url)), join(project, '.oxlintrc.json'))
})

test.each(Object.entries(IMPORTS))('%s imports only what its folder may', (file, imports) => {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  const names = Object.keys(imports)
  writeFileSync(
    join(project, file),
    names.map((name, index) => `import { a${index} } from '${name}'\n`).join(''),
  )
  const refused = refusedLines(file).map((line) => names[line - 1])
  expect(refused).toEqual(names.filter((name) => imports[name] === false))
})

test('tests may import what they need', () => {
  writeFileSync(join(project, 'a.test.ts'), "import { a } from 'electron'\n")
  expect(refusedLines('a.test.ts')).toEqual([])
})

test('no two files import each other, not even for a type', () => {
  const [one, other] = ['main/cloud/one.ts', 'main/cloud/other.ts']
  mkdirSync(dirname(join(project, one)), { recursive: true })
  writeFileSync(join(project, one), "import type { B } from './other.ts'\nexport type A = B | null\n")
  writeFileSync(join(project, other), 'export type B = string\n')
  expect(refusedLines(one, 'no-cycle')).toEqual([])
  writeFileSync(join(project, other), "import type { A } from './one.ts'\nexport type B = A | string\n")
  expect(refusedLines(one, 'no-cycle')).toEqual([1])
})

/** Lines of the file whose import a rule rejects, in order. */
function refusedLines(file: string, rule = 'no-restricted-imports'): number[] {
  const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json', file], {
    cwd: project,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; labels: { span: { line: number } }[] }[]
  }
  return diagnostics
    .filter(({ code }) => code.includes(rule))
    .map(({ labels }) => labels[0]?.span.line ?? 0)
    .toSorted((a, b) => a - b)
}
