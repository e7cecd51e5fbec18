import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { extractFile, listPackage } from '@electron/asar'
import { expect, test } from 'vitest'

// What `npm run package:stub` made; `npm test` makes it first.
const at = (path: string): string =>
  fileURLToPath(new URL(`../../out/package/linux-unpacked/${path}`, import.meta.url))
const archive = at('resources/app.asar')
const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))

test('the package holds the three bundles and package.json, nothing else', () => {
  const others = files.filter(
    (file) => !/^\/(package\.json$|out($|\/(main|preload|renderer)($|\/)))/.test(file),
  )
  expect(others).toEqual([])
  for (const needed of [
    'main/index.js',
    'main/transfer-worker.js',
    'preload/index.cjs',
    'renderer/index.html',
  ]) {
    expect(files).toContain(`/out/${needed}`)
  }
  expect(files.filter((file) => /\.(map|tsx?)$/.test(file))).toEqual([])
})

test('nothing is left to be found in a node_modules', () => {
  for (const file of files.filter((name) => /^\/out\/main\/.*\.js$/.test(name))) {
    const code = extractFile(archive, file.slice(1)).toString()
    const names = [...code.matchAll(/^import (?:[^"'\n]* from )?["']([^"'\n]+)["']/gm)].map(
      ([, name]) => name ?? '',
    )
    expect(names, file).not.toEqual([])
    expect(
      names.filter((name) => !/^(\.\/|node:|electron$)/.test(name) && !builtinModules.includes(name)),
      file,
    ).toEqual([])
  }
})

test('the sandboxed preload needs electron alone', () => {
  const preload = extractFile(archive, 'out/preload/index.cjs').toString()
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
})

test('no check of certificates is switched off anywhere', () => {
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    expect(extractFile(archive, file.slice(1)).toString(), file).not.toMatch(
      /rejectUnauthorized:\s*(false|!1)|NODE_TLS_REJECT_UNAUTHORIZED/,
    )
  }
})

/** Names by place in the fuse wire (Electron: "Fuses", fuse schema 1); those not named stay as Electron ships them. */
const FUSES = [
  ['RunAsNode', '0'],
  ['EnableCookieEncryption', '1'],
  ['EnableNodeOptionsEnvironmentVariable', '0'],
  ['EnableNodeCliInspectArguments', '0'],
  ['EnableEmbeddedAsarIntegrityValidation', '1'],
  ['OnlyLoadAppFromAsar', '1'],
  ['LoadBrowserProcessSpecificV8Snapshot', null],
  ['GrantFileProtocolExtraPrivileges', '0'],
] as const

test.each(
  FUSES.map(([name, state], place) => ({ name, state, place })).filter(({ state }) => state !== null),
)('fuse $name is $state', ({ state, place }) => {
  const program = readFileSync(at('meetkeep'), 'latin1')
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  // The mark, the schema's version, how many fuses there are, then one character each.
  expect(program.charAt(program.indexOf(mark) + mark.length + 2 + place)).toBe(state)
})
