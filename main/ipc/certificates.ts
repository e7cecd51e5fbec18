import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function certificatesCalls({ services: { certificates } }: Backstage) {
  return {
    'certificates.list': () => certificates.list(),
    'certificates.trust': ({ host, fingerprint }) => certificates.trust(host, fingerprint),
    'certificates.forget': ({ host }) => certificates.forget(host),
  } satisfies Partial<Handlers>
}
