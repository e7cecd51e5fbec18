import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

export function doctorCalls({ services, settings }: Backstage) {
  return {
    'doctor.examine': () => services.doctor.examine({ folder: settings.get().folder }),
  } satisfies Partial<Handlers>
}
