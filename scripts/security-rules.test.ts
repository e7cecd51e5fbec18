import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** What the source may not say, wherever it stands. Tests may: they try what is refused. */
const root = fileURLToPath(new URL('..', import.meta.url))
const sources = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
})
  .toString()
  .split('\0')
  .filter((path) => /\.(?:ts|tsx|mjs|cjs|js|html|yml|json)$/.test(path) && path !== 'package-lock.json')
  .filter((path) => !/\.test\.tsx?$|^test\//.test(path))
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

/** Without comments: those may name what is not done. */
const code = (path: string): string => read(path).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
const saying = (pattern: RegExp, within = /./): string[] =>
  sources.filter((path) => within.test(path) && pattern.test(code(path)))

test('there is something to look at', () => {
  expect(sources).toContain('main/index.ts')
  expect(saying(/requestSingleInstanceLock/)).toContain('main/index.ts')
})

test('certificates are checked everywhere', () => {
  // The one agent looks at the certificate itself, before a byte is sent, and says so.
  expect(saying(/rejectUnauthorized\s*:\s*false/)).toEqual(CHECKED_BY_HAND)
  expect(saying(/NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity\s*:\s*\(\)\s*=>\s*undefined/)).toEqual([])
  expect(saying(/setCertificateVerifyProc|certificate-error|ignore-certificate-errors/)).toEqual([
    'main/shell/security/debugging.ts',
  ])
  expect(saying(/curl[^\n]*\s(?:-k|--insecure)\b|strict-ssl\s*=\s*false/)).toEqual([])
})
const CHECKED_BY_HAND: string[] = []

test('one place registers calls, and one sends events', () => {
  expect(saying(/ipcMain\.(?:handle|on)\b/, /^(?:main|preload|renderer)\//)).toEqual([
    'main/ipc/registrar.ts',
  ])
  expect(saying(/ipcRenderer\./, /^(?:main|preload|renderer)\//)).toEqual(['preload/index.ts'])
  expect(saying(/\.send\(event,/, /^main\//)).toEqual(['main/ipc/registrar.ts'])
})

test('the page makes no call but over the bridge, and no code of text', () => {
  // The worker loads its own WebAssembly, from the app's files: the content policy allows no other address.
  expect(saying(/\bfetch\(|XMLHttpRequest|EventSource|sendBeacon|new WebSocket/, /^renderer\//)).toEqual([
    'renderer/features/minutes/decode-worker.ts',
  ])
  expect(saying(/\beval\(|new Function\b|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/)).toEqual(
    [],
  )
})

test('addresses and files are handed to the system in one place', () => {
  expect(saying(/shell\.openExternal\(/, /^main\//)).toEqual(['main/shell/security/external.ts'])
  expect(saying(/shell\.openPath\(|showItemInFolder\(/, /^main\//)).toEqual(['main/shell/host.ts'])
})

test('the sandbox is on for every page, before Electron is ready', () => {
  const start = code('main/index.ts')
  expect(start.indexOf('app.enableSandbox()')).toBeGreaterThan(0)
  expect(start.indexOf('app.enableSandbox()')).toBeLessThan(start.indexOf('whenReady'))
})

test('no path comes from the page', () => {
  expect(read('contract/ipc.ts')).not.toMatch(/input: z\.object\(\{[^}]*\b(?:path|folder|file)\b/)
})
