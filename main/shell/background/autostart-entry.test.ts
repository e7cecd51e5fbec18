import { expect, test } from 'vitest'
import { AT_LOGIN, autostartEntry, entryState } from './autostart-entry.ts'

const PROGRAM = '/opt/Meetkeep/meetkeep'

/** Reads a value of the type string, and then the arguments, as the Desktop Entry Specification says. */
function argumentsOf(entry: string): string[] {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? ''
  const text = value.replace(/\\(.)/g, (_, escaped) => (escaped === '\\' ? '\\' : `?${escaped}`))
  const found: string[] = []
  for (const [, quoted, plain] of text.matchAll(
    /"((?:[^"\\`$]|\\["\\`$])*)"(?= |$)|([^\s"'\\><~|&;$*?#()`]+)(?= |$)/g,
  ))
    found.push(((quoted ?? plain) as string).replace(/\\(["\\`$])/g, '$1').replaceAll('%%', '%'))
  return found
}

test.each([
  PROGRAM,
  '/home/liu/Meetkeep 1.0 (new).AppImage',
  '/home/刘/会议/Meetkeep.AppImage',
  '/home/a/"; touch owned; ".AppImage',
  "/home/a/it's & more; <x> | y # z ~ *?.AppImage",
])('an entry starts exactly %s', (program) => {
  const entry = autostartEntry(program) ?? ''
  expect(argumentsOf(entry)).toEqual([program, AT_LOGIN])
  // One line for each key: nothing in the path is a key of its own.
  expect(entry.split('\n').map((line) => line.split('=')[0])).toEqual([
    ...['[Desktop Entry]', 'Type', 'Name', 'Icon', 'TryExec', 'Exec', 'Terminal'],
    ...['X-GNOME-Autostart-enabled', ''],
  ])
  const tried = /^TryExec=(.*)$/m.exec(entry)?.[1]
  expect(tried).toBe(program)
  expect(entryState(entry, program)).toBe('on')
})

test.each([
  'Meetkeep.AppImage',
  '/home/a/new\nExec=evil',
  '/home/a/return\rExec=evil',
  '/home/a/tab\t.AppImage',
  '/home/a/nul\0',
  '/home/a/a=b',
  '/home/a/$(touch owned)',
  '/home/a/`touch owned`',
  '/home/a/back\\slash',
  '/home/a/%u',
  '/home/a/not utf-8 \ufffd',
])('no entry is made for %j', (program) => {
  expect(autostartEntry(program)).toBeNull()
})

const own = autostartEntry(PROGRAM) ?? ''

test.each([
  ['no file', null, 'off'],
  ['ours', own, 'on'],
  ['one that counts as deleted', `${own}Hidden=true\n`, 'off'],
  ['one that GNOME switched off', own.replace('enabled=true', 'enabled=false'), 'blocked'],
  ['one of another copy', autostartEntry('/opt/other/meetkeep'), 'other'],
  ['one without our argument', own.replace(` ${AT_LOGIN}`, ''), 'other'],
  [
    'a key of another group',
    own.replace('\nExec=', '\nNo=') + `[Desktop Action x]\nExec=${PROGRAM}\n`,
    'other',
  ],
  ['an empty file', '', 'other'],
] as const)('%s says %s', (_, text, state) => {
  expect(entryState(text, PROGRAM)).toBe(state)
})
