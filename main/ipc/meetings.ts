import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function meetingsCalls({ services: { meetings } }: Backstage) {
  return { 'meetings.list': () => meetings.list() } satisfies Partial<Handlers>
}
