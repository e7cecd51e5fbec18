import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function meetingsCalls({ services: { meetings } }: Backstage) {
  return {
    'meetings.onServer': () => meetings.onServer(),
    'meetings.inCloud': (query) => meetings.inCloud(query),
  } satisfies Partial<Handlers>
}
