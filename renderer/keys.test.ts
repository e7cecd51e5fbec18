import { expect, test } from 'vitest'
import { commandNames, commandOf } from '../contract/commands.ts'
import { capsOf, commandOfPress, isPressed, type KeyPress } from './keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
})
const [ctrl, meta, shift] = [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }]

test.each([
  ['Ctrl+K elsewhere', 'Mod+K', press('k', ctrl), false, true],
  ['Cmd+K on macOS', 'Mod+K', press('k', meta), true, true],
  ['Ctrl+K on macOS is the text field’s own', 'Mod+K', press('k', ctrl), true, false],
  ['both at once', 'Mod+K', press('k', { ...ctrl, ...meta }), false, false],
  ['caps lock', 'Mod+K', press('K', ctrl), false, true],
  ['Ctrl+Shift+K is another', 'Mod+K', press('K', { ...ctrl, ...shift }), false, false],
  ['AltGr, which is Ctrl+Alt', 'Mod+K', press('k', { ...ctrl, altKey: true }), false, false],
  ['a bare letter', 'Mod+K', press('k'), false, false],
  ['? by Shift', '?', press('?', shift), false, true],
  ['Ctrl+? is not ?', '?', press('?', { ...ctrl, ...shift }), false, false],
  ['/ by Shift, as on a German keyboard', 'Mod+/', press('/', { ...ctrl, ...shift }), false, true],
  ['while an input method composes', '?', press('?', { isComposing: true }), false, false],
] as const)('%s', (_, keys, pressed, isMac, expected) =>
  expect(isPressed(keys, pressed, isMac)).toBe(expected),
)

test('in a text field a character is text, and a key with Mod or F5 is a command', () => {
  expect(commandOfPress(press('?', shift), false, true)).toBeNull()
  expect(commandOfPress(press('?', shift), false, false)).toBe('app.keys')
  expect(commandOfPress(press('k', ctrl), false, true)).toBe('app.commands')
  expect(commandOfPress(press('F5'), false, true)).toBe('page.refresh')
  expect(commandOfPress(press('x'), false, false)).toBeNull()
})

test('no two commands have the same keys', () => {
  const all = commandNames.flatMap((name) => commandOf(name).keys ?? [])
  expect(all).toEqual([...new Set(all)])
})

test('key caps are those of the system', () => {
  expect(capsOf('Mod+,', false)).toEqual(['Ctrl', ','])
  expect(capsOf('Mod+K', true)).toEqual(['⌘', 'K'])
  expect(capsOf('?', true)).toEqual(['?'])
  expect(capsOf('Alt+ArrowUp', true)).toEqual(['⌥', '↑'])
  expect(capsOf('Delete', false)).toEqual(['Del'])
})
