import { expect, it } from 'vitest'
import { shownKeys } from './shown-keys.ts'

it.each([
  ['CommandOrControl+Shift+Y', 'Ctrl+Shift+Y', '⇧⌘Y'],
  ['CommandOrControl+F9', 'Ctrl+F9', '⌘F9'],
  ['Alt+Shift+Q', 'Alt+Shift+Q', '⌥⇧Q'],
])('%s is %s, on a Mac %s', (accelerator, others, mac) => {
  expect([shownKeys(accelerator, false), shownKeys(accelerator, true)]).toEqual([others, mac])
})
