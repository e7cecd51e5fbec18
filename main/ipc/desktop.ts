import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Handlers for link schemes, the screen and starting at login. */
export function desktopCalls({ links, screen, loginItems }: HandlerContext) {
  return {
    'links.get': () => links.list(),
    'links.set': ({ scheme, isOn }) => links.set(scheme, isOn),
    'loginItem.get': () => loginItems.get(),
    'loginItem.set': ({ isOn }) => loginItems.set(isOn),
    'screen.read': () => screen.read(),
    'screen.shortcut': () => ({ state: screen.shortcut() }),
    'screen.openSettings': () => screen.openSettings(),
  } satisfies Partial<Handlers>
}
