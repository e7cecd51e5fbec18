import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CALLS } from '../contract/ipc.ts'

/** Patterns forbidden anywhere in the sources. Tests may contain them: they try what is refused. */
const root = fileURLToPath(new URL('..', import.meta.url))
const sources = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
})
  .toString()
  .split('\0')
  .filter((path) => /\.(?:ts|tsx|mjs|cjs|js|html|yml|json)$/.test(path) && path !== 'package-lock.json')
  .filter((path) => !/\.test\.tsx?$|^test\//.test(path))
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

/** Without comments, which may mention forbidden code. */
const code = (path: string): string => read(path).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
const saying = (pattern: RegExp, within = /./): string[] =>
  sources.filter((path) => within.test(path) && pattern.test(code(path)))

test('finds the sources', () => {
  expect(sources).toContain('main/index.ts')
  expect(saying(/requestSingleInstanceLock/)).toContain('main/index.ts')
})

test('certificates are checked everywhere', () => {
  // The only agent that checks the certificate itself, before a byte is sent.
  expect(saying(/rejectUnauthorized\s*:\s*false/)).toEqual(CHECKED_BY_HAND)
  expect(saying(/NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity\s*:\s*\(\)\s*=>\s*undefined/)).toEqual([])
  expect(saying(/setCertificateVerifyProc|certificate-error|ignore-certificate-errors/)).toEqual([
    'main/shell/security/debugging.ts',
  ])
  expect(saying(/curl[^\n]*\s(?:-k|--insecure)\b|strict-ssl\s*=\s*false/)).toEqual([])
})
const CHECKED_BY_HAND: string[] = []

test('one module registers calls, and one sends events', () => {
  // run-app.ts passes it on.
  expect(saying(/\bipcMain\b/, /^(?:main|preload|renderer)\//)).toEqual([
    'main/ipc/registrar.ts',
    'main/shell/run-app.ts',
  ])
  expect(saying(/ipcMain\.(?:handle|on)\b/, /^(?:main|preload|renderer)\//)).toEqual([
    'main/ipc/registrar.ts',
  ])
  expect(saying(/ipcRenderer\./, /^(?:main|preload|renderer)\//)).toEqual(['preload/index.ts'])
  expect(saying(/\.send\(event,/, /^main\//)).toEqual(['main/ipc/registrar.ts'])
  expect(
    saying(/webContents\.(?:send|postMessage|ipc|executeJavaScript)\b|MessageChannelMain/, /^main\//),
  ).toEqual([])
})

test('one module opens what is in a folder of recordings', () => {
  const opens =
    /\b(?:open|openSync|openAsBlob|readFile|readFileSync|writeFile|writeFileSync|appendFile|copyFile|truncate|createReadStream|createWriteStream|cp)\b[^\n;]*\}?[^\n;]* from 'node:fs|import\(['"]node:fs/
  const rooms = /^main\/(?:files|transfer|library|downloads|media|naming)\//
  expect(saying(opens, rooms)).toEqual(['main/files/open-file.ts', ...IN_THE_STATE_FOLDER].toSorted())
})
/** These open files of the state folder, which only the user can write to, and of the system. */
const IN_THE_STATE_FOLDER = [
  'main/files/ask-disk.ts',
  'main/files/change-file.ts',
  'main/files/fstab.ts',
  'main/library/thumbnails.ts',
]

test('the page communicates only over the bridge, and evaluates no strings', () => {
  // The worker loads its own WebAssembly, from the app's files: the content policy allows no other address.
  expect(saying(/\bfetch\(|XMLHttpRequest|EventSource|sendBeacon|new WebSocket/, /^renderer\//)).toEqual([
    'renderer/features/minutes/decode-worker.ts',
  ])
  expect(saying(/\beval\(|new Function\b|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/)).toEqual(
    [],
  )
})

test('one module opens addresses and files with the system', () => {
  expect(saying(/shell\.openExternal\(/, /^main\//)).toEqual(['main/shell/security/external.ts'])
  expect(saying(/shell\.openPath\(/, /^main\//)).toEqual(['main/shell/open-path.ts'])
  expect(saying(/showItemInFolder\(/, /^main\//)).toEqual(['main/shell/desktop-api.ts'])
  // Pages of the system settings are constants of that module; the page sends no address.
  expect(saying(/['"`](?:x-apple\.systempreferences|ms-settings):/)).toEqual([
    'main/shell/security/external.ts',
  ])
  expect(CALLS['screen.openSettings'].input.safeParse('x-apple.systempreferences:').success).toBe(false)
})

describe('the start enables every protection', () => {
  const [early = ''] = code('main/index.ts').split('.whenReady()')
  const late = code('main/shell/run-app.ts')

  test.each([
    ['the sandbox is on for every page', 'enableSandbox(app, process.platform)'],
    ['a packaged app takes no debugger', 'refuseDebugging(app)'],
    ['no page leaves or opens a window', 'limitWebContents(app)'],
    ['a page requests only the app itself', 'limitRequests(app, () => session.defaultSession)'],
    ['schemes have no more than they need', 'registerSchemes(protocol)'],
  ])('before Electron is ready: %s', (_what, step) => {
    expect(early.split(step)).toHaveLength(2)
  })

  /** Where `runApp` opens the window. */
  const OPENS = '  if (!isStartedAtLogin(app, process.platform, process.argv)) window.show()\n'
  test.each([
    ['permissions follow the table', 'limitPermissions(session.defaultSession)'],
    ['no page fills the disk for good', 'clearPageStorage(session.defaultSession, log)'],
    ['calls come from our page alone', 'isTrusted: (event) => isTrustedSender(event, window.current()),'],
  ])('before the window opens: %s', (_what, step) => {
    expect(late.split(step)).toHaveLength(2)
    expect(late.indexOf(step)).toBeLessThan(late.indexOf(OPENS))
  })

  test('nothing is awaited before the window opens', () => {
    const [before = ''] = late.split(OPENS)
    // Its functions may await; the code up to the window does not.
    expect(late).toContain(OPENS)
    expect(before).not.toMatch(/^ {2}(?:const .* = )?await /m)
    expect(late).toMatch(/^export function runApp\(/m)
  })

  test('there is one session, and one window', () => {
    expect(saying(/\bfromPartition\b|\bpartition\s*:|\bfromPath\(/, /^main\//)).toEqual([])
    expect(saying(/new BrowserWindow\(|new WebContentsView\(/, /^main\//)).toEqual([
      'main/shell/main-window.ts',
    ])
  })
})

/** Every field name in a schema, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {} } = schema as { properties?: object }
  return [...Object.keys(properties), ...Object.values(schema).flatMap(fieldsOf)]
}

test('the page never sends a path, but a folder of a rule, which main has to know', () => {
  const named = Object.entries(CALLS).flatMap(([channel, { input }]) =>
    fieldsOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
      .filter((field) => /path|folder|dir|^file$|fileName|caFile/i.test(field))
      .map((field) => `${channel} ${field}`),
  )
  // main/ipc/rules.ts refuses any other than those that were chosen in its dialog.
  expect(named).toEqual(['rules.save folder', 'rules.dryRun folder'])
  expect(fieldsOf(z.toJSONSchema(CALLS['downloads.addMinutes'].input))).toContain('fileCode')
})
