import type { MenuItemConstructorOptions } from 'electron'
import { beforeAll, expect, test } from 'vitest'
import { loadAllTexts } from '../../i18n/texts.ts'
import { type CommandName, commandNames, commandOf } from '../../contract/commands.ts'
import { menuTemplate } from './menu.ts'

beforeAll(loadAllTexts)

type Item = MenuItemConstructorOptions
const order = { language: 'en-US', isMac: false, isPackaged: true, onCommand: () => undefined } as const
const itemsOf = (menu: Item | undefined) => (menu?.submenu ?? []) as Item[]
const labelled = (menus: Item[], label: string) => itemsOf(menus.find((menu) => menu.label === label))

test.each([true, false])('every command of a menu is in exactly one menu (macOS: %s)', (isMac) => {
  const ids = menuTemplate({ ...order, isMac }).flatMap((menu) => itemsOf(menu).flatMap(({ id }) => id ?? []))
  const expected = commandNames.filter((name) => commandOf(name).menu !== undefined)
  expect(ids.toSorted()).toEqual(expected.toSorted())
})

test('the settings are in the app’s own menu on macOS, and in File elsewhere', () => {
  const idsIn = (isMac: boolean, label: string) =>
    labelled(menuTemplate({ ...order, isMac }), label).map(({ id }) => id)
  expect(idsIn(true, 'Meetkeep')).toContain('go.settings')
  expect(idsIn(true, 'File')).not.toContain('go.settings')
  expect(idsIn(false, 'File')).toContain('go.settings')
})

test('items have the language and shortcuts, and report the chosen command', () => {
  const chosen: CommandName[] = []
  const menus = menuTemplate({ ...order, language: 'zh-CN', onCommand: (name) => chosen.push(name) })
  const item = labelled(menus, '前往').find(({ id }) => id === 'go.downloads')
  expect(item).toMatchObject({ label: '下载', accelerator: 'CmdOrCtrl+6', registerAccelerator: false })
  item?.click?.({} as never, undefined, {})
  expect(chosen).toEqual(['go.downloads'])
})

test('no shortcut occurs twice in the menu', () => {
  const keys = menuTemplate(order).flatMap((menu) =>
    itemsOf(menu).flatMap(({ accelerator }) => (typeof accelerator === 'string' ? accelerator : [])),
  )
  expect(keys).toEqual([...new Set(keys)])
})

const rolesOf = (menus: Item[]): Item[] =>
  menus.flatMap((menu) => [menu, ...itemsOf(menu)]).filter(({ role }) => role !== undefined)

test.each([
  ['en-US', true, /^[A-Z][A-Za-z ]+$/],
  ['en-US', false, /^[A-Z][A-Za-z ]+$/],
  ['zh-CN', true, /^[\u4e00-\u9fff]+( Meetkeep)?$/u],
  ['zh-CN', false, /^[\u4e00-\u9fff]+( Meetkeep)?$/u],
] as const)(
  'in %s every role has our own label instead of Electron’s (macOS: %s)',
  (language, isMac, own) => {
    const roles = rolesOf(menuTemplate({ ...order, language, isMac, isPackaged: false }))
    expect(roles.length).toBeGreaterThan(10)
    for (const { role, label } of roles) expect(label, role).toMatch(own)
    expect(roles.map(({ label }) => label).join()).not.toContain('meetkeep')
  },
)

test('no item is shown where its role has no effect', () => {
  const macOnly = ['zoom', 'front', 'hide', 'hideOthers', 'unhide', 'services']
  const roles = rolesOf(menuTemplate({ ...order, isMac: false })).map(({ role }) => role)
  expect(roles.filter((role) => macOnly.includes(role ?? ''))).toEqual([])
})
