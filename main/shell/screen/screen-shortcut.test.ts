import { describe, expect, it } from 'vitest'
import type { ScreenShortcut } from '../../../contract/screen.ts'
import type { SettingsAccess } from '../../interfaces.ts'
import { watchShortcut } from './screen-shortcut.ts'

/** `portal`: like Electron's globalShortcut on Wayland, which returns nothing. */
function setUp(first: ScreenShortcut, how: { takenKeys?: string[]; isWayland?: boolean } = {}) {
  const { takenKeys = [], isWayland = false } = how
  const registered = new Map<string, () => void>()
  const asked: string[] = []
  const reported: string[] = []
  let pressed = 0
  let screenShortcut = first
  let changed = (): void => {}
  const state = watchShortcut({
    globalShortcut: {
      register: (keys, callback) => {
        asked.push(keys)
        if (takenKeys.includes(keys)) return false
        registered.set(keys, callback)
        return true
      },
      unregister: (keys) => {
        if (!isWayland) registered.delete(keys)
      },
    },
    settings: {
      get: () => ({ screenShortcut }) as ReturnType<SettingsAccess['get']>,
      onChange: (listen) => {
        changed = listen
        return () => {}
      },
    },
    isWayland,
    onPress: () => (pressed += 1),
    onTaken: (keys) => reported.push(keys),
  })
  const choose = (keys: ScreenShortcut): void => {
    screenShortcut = keys
    changed()
  }
  return { registered, asked, reported, state, choose, pressed: () => pressed }
}

it('registers the shortcut of the settings, and no other', () => {
  const { registered, choose, state, pressed } = setUp('off')
  expect([...registered.keys()]).toEqual([])
  choose('CommandOrControl+F9')
  choose('Alt+Shift+Q')
  expect([...registered.keys()]).toEqual(['Alt+Shift+Q'])
  registered.get('Alt+Shift+Q')?.()
  expect([pressed(), state()]).toEqual([1, 'ready'])
  choose('off')
  expect([...registered.keys()]).toEqual([])
  expect(state()).toBe('off')
})

it('reports that a shortcut is taken, and registers another', () => {
  const { registered, reported, choose, state } = setUp('Alt+Shift+Q', { takenKeys: ['Alt+Shift+Q'] })
  expect([reported, state()]).toEqual([['Alt+Shift+Q'], 'taken'])
  choose('CommandOrControl+F9')
  expect([[...registered.keys()], state()]).toEqual([['CommandOrControl+F9'], 'ready'])
  choose('Alt+Shift+Q')
  // Reported only at the start: the settings show it when a shortcut is chosen.
  expect([reported, state()]).toEqual([['Alt+Shift+Q'], 'taken'])
  choose('off')
  expect(state()).toBe('off')
})

describe('on a Wayland desktop', () => {
  it('never reports that a shortcut is registered', () => {
    const { state, reported, choose } = setUp('Alt+Shift+Q', { isWayland: true })
    expect([reported, state()]).toEqual([[], 'desktop-decides'])
    choose('CommandOrControl+F9')
    expect(state()).toBe('desktop-decides')
  })

  it('ignores a shortcut that the desktop still keeps', () => {
    const { registered, choose, state, pressed } = setUp('Alt+Shift+Q', { isWayland: true })
    choose('off')
    registered.get('Alt+Shift+Q')?.()
    expect([pressed(), state()]).toEqual([0, 'held-by-desktop'])
    choose('CommandOrControl+F9')
    registered.get('Alt+Shift+Q')?.()
    expect(pressed()).toBe(0)
    registered.get('CommandOrControl+F9')?.()
    expect(pressed()).toBe(1)
  })

  it('requests the same shortcut once', () => {
    const { registered, asked, choose, pressed } = setUp('Alt+Shift+Q', { isWayland: true })
    choose('off')
    choose('Alt+Shift+Q')
    expect(asked).toEqual(['Alt+Shift+Q'])
    registered.get('Alt+Shift+Q')?.()
    expect(pressed()).toBe(1)
  })

  it('reports that the desktop offers none, not that it is taken', () => {
    const { state, reported, choose } = setUp('Alt+Shift+Q', { isWayland: true, takenKeys: ['Alt+Shift+Q'] })
    expect([reported, state()]).toEqual([[], 'unsupported'])
    choose('off')
    expect(state()).toBe('off')
  })
})
