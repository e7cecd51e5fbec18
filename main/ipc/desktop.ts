import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Handlers for link schemes and the screen. */
export function desktopCalls({ links, screen }: HandlerContext) {
  return {
    'links.get': () => links.list(),
    'links.set': ({ scheme, isOn }) => links.set(scheme, isOn),
    'screen.read': () => screen.read(),
    'screen.shortcut': () => ({ state: screen.shortcut() }),
    'screen.openSettings': () => screen.openSettings(),
  } satisfies Partial<Handlers>
}
