import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function minutesCalls({ services: { minutes } }: Backstage) {
  return {
    'minutes.preview': ({ text }) => minutes.preview(text),
    'minutes.save': ({ text }) => minutes.save(text),
    'minutes.history': () => minutes.history(),
  } satisfies Partial<Handlers>
}
