import { EventEmitter } from 'node:events'
import type {
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  NotificationConstructorOptions,
  Tray as ElectronTray,
} from 'electron'

/**
 * What a desktop shows outside a window, as a page of its own (`_standin/desktop`): whether the window is shown, its
 * close button, the tray icon with its menu, and the notifications. It has no scripts, so that no script of the app's
 * page can press for it more than it could anyway.
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

/** The last of those that were shown and not yet clicked, oldest first. */
const notifications: { title: string; body: string; buttons: string[]; press: (event: string) => void }[] = []
const MOST_NOTIFICATIONS = 20

/** Shows a notification. `press`: receives the name of Electron's event, `click` or `action`. */
export function showNotification(
  { title = '', body = '', actions = [] }: NotificationConstructorOptions,
  press: (event: string) => void,
): void {
  notifications.push({ title, body, buttons: actions.map(({ text = '' }) => text), press })
  if (notifications.length > MOST_NOTIFICATIONS) notifications.shift()
}

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
  const shown = notifications.map(({ title, body, buttons }, index) => {
    const more = buttons.map((text) => `<button name="action" value="${index}">${escaped(text)}</button>`)
    return `<li><button name="notification" value="${index}">${escaped(`${title}: ${body}`)}</button>${more.join('')}</li>`
  })
  return `<!doctype html><html lang="en"><head><title>Desktop</title></head><body><form method="post">
<p id="window">The window is ${window.isVisible() ? 'shown' : 'hidden'}. <button name="window" value="close">Close the window</button></p>
<p id="tooltip">${escaped(tray?.toolTip ?? 'There is no tray icon.')}</p>
<p><button name="tray" value="click">Click the icon</button></p>
<menu>${items.join('\n')}</menu>
<ul id="notifications">${shown.join('\n')}</ul>
</form></body></html>`
}

/** @param form the body of the page's form */
export function pressOnDesktop(window: DesktopWindow, form: string): void {
  const pressed = new URLSearchParams(form)
  if (pressed.has('window')) window.close()
  else if (pressed.has('notification') || pressed.has('action')) {
    const index = Number(pressed.get('notification') ?? pressed.get('action'))
    const [shown] = notifications.splice(index, 1)
    shown?.press(pressed.has('action') ? 'action' : 'click')
  } else if (pressed.has('tray')) icons.at(-1)?.emit('click')
  else {
    const item = icons.at(-1)?.items[Number(pressed.get('item') ?? NaN)]
    if (item?.enabled !== false) (item?.click as (() => void) | undefined)?.()
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
