import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function screenCalls({ screen }: Backstage) {
  return {
    'screen.read': () => screen.read(),
    'screen.shortcut': () => ({ state: screen.shortcut() }),
    'screen.openSettings': () => screen.openSettings(),
  } satisfies Partial<Handlers>
}
