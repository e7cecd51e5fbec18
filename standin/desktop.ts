import { EventEmitter } from 'node:events'
import type { Menu as ElectronMenu, MenuItemConstructorOptions, Tray as ElectronTray } from 'electron'

/**
 * What a desktop shows outside a window, as a page of its own (`_standin/desktop`): whether the window is shown, its
 * close button, and the tray icon with its menu. It has no scripts, so that no script of the app's page can press for it
 * more than it could anyway.
 */

/** Stored as it was given: the stand-in draws no menu bar. */
export const Menu = {
  buildFromTemplate: (template) => ({ template }) as unknown as ElectronMenu,
  setApplicationMenu: () => undefined,
} satisfies Pick<typeof ElectronMenu, 'buildFromTemplate' | 'setApplicationMenu'>

/** The icons, in the order in which they were made: the app has one. */
const icons: Tray[] = []

export class Tray extends EventEmitter {
  #toolTip = ''
  #items: readonly MenuItemConstructorOptions[] = []
  constructor(_image: string) {
    super()
    icons.push(this)
    console.log('The tray icon is shown.')
    // As Electron does, the process runs until it is quit, also without a window.
    setInterval(() => undefined, 1e9)
  }
  setToolTip(text: string): void {
    this.#toolTip = text
  }
  setContextMenu(menu: ElectronMenu | null): void {
    this.#items = (menu as unknown as { template: MenuItemConstructorOptions[] } | null)?.template ?? []
  }
  get toolTip(): string {
    return this.#toolTip
  }
  get items(): readonly MenuItemConstructorOptions[] {
    return this.#items
  }
}
Tray satisfies new (image: string) => Pick<ElectronTray, 'setToolTip' | 'setContextMenu'>

export interface DesktopWindow {
  isVisible(): boolean
  /** As its close button. */
  close(): void
}

/** The page; `&&` in a label is a single `&`, as in a menu. */
export function desktopPage(window: DesktopWindow): string {
  const tray = icons.at(-1)
  const items = (tray?.items ?? []).map((item, index) => {
    if (item.type === 'separator') return '<hr>'
    const label = escaped((item.label ?? '').replaceAll('&&', '&'))
    const disabled = item.enabled === false ? ' disabled' : ''
    return `<li><button name="item" value="${index}"${disabled}>${label}</button></li>`
  })
  return `<!doctype html><html lang="en"><head><title>Desktop</title></head><body><form method="post">
<p id="window">The window is ${window.isVisible() ? 'shown' : 'hidden'}. <button name="window" value="close">Close the window</button></p>
<p id="tooltip">${escaped(tray?.toolTip ?? 'There is no tray icon.')}</p>
<p><button name="tray" value="click">Click the icon</button></p>
<menu>${items.join('\n')}</menu>
</form></body></html>`
}

/** @param form the body of the page's form */
export function pressOnDesktop(window: DesktopWindow, form: string): void {
  const pressed = new URLSearchParams(form)
  if (pressed.has('window')) window.close()
  else if (pressed.has('tray')) icons.at(-1)?.emit('click')
  else {
    const item = icons.at(-1)?.items[Number(pressed.get('item') ?? NaN)]
    if (item?.enabled !== false) (item?.click as (() => void) | undefined)?.()
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
