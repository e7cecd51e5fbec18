import { expect, it } from 'vitest'
import type { ScreenShortcut } from '../../../contract/screen.ts'
import type { SettingsPort } from '../../ports.ts'
import { followShortcut } from './screen-shortcut.ts'

function setUp(first: ScreenShortcut, takenKeys: string[] = []) {
  const registered = new Map<string, () => void>()
  const told: string[] = []
  let pressed = 0
  let screenShortcut = first
  let changed = (): void => {}
  const state = followShortcut({
    globalShortcut: {
      register: (keys, callback) => {
        if (takenKeys.includes(keys)) return false
        registered.set(keys, callback)
        return true
      },
      unregister: (keys) => void registered.delete(keys),
    },
    settings: {
      get: () => ({ screenShortcut }) as ReturnType<SettingsPort['get']>,
      onChange: (listen) => {
        changed = listen
        return () => {}
      },
    },
    onPress: () => (pressed += 1),
    onTaken: (keys) => told.push(keys),
  })
  const choose = (keys: ScreenShortcut): void => {
    screenShortcut = keys
    changed()
  }
  return { registered, told, state, choose, pressed: () => pressed }
}

it('keeps the keys that the settings want, and no others', () => {
  const { registered, choose, state, pressed } = setUp('off')
  expect([...registered.keys()]).toEqual([])
  choose('CommandOrControl+F9')
  choose('Alt+Shift+Q')
  expect([...registered.keys()]).toEqual(['Alt+Shift+Q'])
  registered.get('Alt+Shift+Q')?.()
  expect(pressed()).toBe(1)
  choose('off')
  expect([...registered.keys()]).toEqual([])
  expect(state()).toEqual({ isTaken: false })
})

it('says that keys are taken, and takes others', () => {
  const { registered, told, choose, state } = setUp('Alt+Shift+Q', ['Alt+Shift+Q'])
  expect([told, state()]).toEqual([['Alt+Shift+Q'], { isTaken: true }])
  choose('CommandOrControl+F9')
  expect([[...registered.keys()], state()]).toEqual([['CommandOrControl+F9'], { isTaken: false }])
  choose('Alt+Shift+Q')
  // Said at the start alone: who chooses keys sees it where they are chosen.
  expect([told, state()]).toEqual([['Alt+Shift+Q'], { isTaken: true }])
})
