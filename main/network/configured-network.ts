import { createEmitter } from '../../contract/emitter.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { SettingsAccess } from '../ports.ts'
import { readCaFile } from './ca-file.ts'
import { createNetwork, type Network } from './network.ts'
import type { ResolveRoutes } from './proxy.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

/** The network as the settings want it. */
export interface ConfiguredNetwork {
  /** For the next connection: another object once the settings of the network have changed. */
  current(): Network
  /**
   * Applies the settings: at once the trusted certificates, then the authorities of the CA file. Rejects when that
   * file cannot be read; the network then keeps the authorities it had.
   */
  apply(): Promise<void>
  /** Called with the plain data of the network whenever it was applied, for the worker. Returns an unsubscribe function. */
  onApplied(listener: (config: { extraCas: string[]; trusted: TrustedCertificate[] }) => void): () => void
}

/** Until {@link ConfiguredNetwork.apply}, it knows the system's authorities and the trusted certificates alone. */
export function createConfiguredNetwork(deps: {
  settings: Pick<SettingsAccess, 'get'>
  resolveRoutes: ResolveRoutes
  onRefusedCertificate: (certificate: RefusedCertificate) => void
}): ConfiguredNetwork {
  const { settings, resolveRoutes, onRefusedCertificate } = deps
  const applied = createEmitter<[{ extraCas: string[]; trusted: TrustedCertificate[] }]>()
  let extraCas: string[] = []
  const create = (): Network =>
    createNetwork({ extraCas, trusted: settings.get().trusted, onRefusedCertificate, resolveRoutes })
  let network = create()
  let lastConfig = ''

  const applyNow = (): void => {
    const { trusted, proxy } = settings.get()
    // Of the proxy only whether it is another one: connections through the last one are not used further.
    const config = JSON.stringify({ extraCas, trusted, proxy })
    if (config !== lastConfig) network = create()
    lastConfig = config
    applied.emit({ extraCas, trusted })
  }

  return {
    current: () => network,
    apply: async () => {
      // A trust holds from now on, whether or not the CA file can be read.
      applyNow()
      const { caFile } = settings.get()
      const read = caFile === null ? [] : [await readCaFile(caFile)]
      // Another file was chosen meanwhile: its own call applies it.
      if (caFile !== settings.get().caFile) return
      extraCas = read
      applyNow()
    },
    onApplied: applied.on,
  }
}
