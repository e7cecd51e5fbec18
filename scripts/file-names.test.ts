import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const files = execFileSync('git', ['ls-files', '-z'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean)

/** Names that git for Windows refuses to check out (git: compat/mingw.c, is_valid_win32_path; core.protectNTFS). */
const isRefused = (path: string): boolean =>
  path
    .split('/')
    .some(
      (name) =>
        /^(aux|con|conin\$|conout\$|nul|prn|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i.test(name) ||
        /[<>:"|?*\\\u0000-\u001F]|[. ]$/.test(name),
    )

test.each([
  ['demo/media/aux.mp4', true],
  ['a/CON', true],
  ['what?.txt', true],
  ['ends with a dot.', true],
  ['auxiliary.ts', false],
  ['.gitignore', false],
])('%s refused by Windows: %s', (path, expected) => {
  expect(isRefused(path)).toBe(expected)
})

test('every file can be checked out on Windows and macOS', () => {
  expect(files).toContain('package.json')
  expect(files.filter(isRefused)).toEqual([])
  expect(new Set(files.map((file) => file.toLowerCase().normalize('NFC'))).size).toBe(files.length)
})
