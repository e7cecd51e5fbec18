import { createEmitter } from '../../contract/emitter.ts'
import type { TrustedCertificate } from '../../contract/settings.ts'
import type { SettingsAccess } from '../interfaces.ts'
import { readCaFile } from './ca-file.ts'
import { createNetwork, type Network } from './network.ts'
import type { ResolveRoutes } from './proxy.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

/** The network, configured by the settings. */
export interface ConfiguredNetwork {
  /** For the next connection: a new object after the network settings have changed. */
  current(): Network
  /**
   * Applies the settings: the trusted certificates immediately, then the authorities of the CA file. Rejects
   * if that file cannot be read; the network then keeps its previous authorities.
   */
  apply(): Promise<void>
  /**
   * Emits the network's plain data each time it is applied, for the worker. Returns an unsubscribe function.
   */
  onApplied(listener: (config: { extraCas: string[]; trusted: TrustedCertificate[] }) => void): () => void
}

/**
 * Until {@link ConfiguredNetwork.apply}, it only has the system's authorities and the trusted certificates.
 */
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
    // The proxy is compared only for changes: connections through the previous one are not reused.
    const config = JSON.stringify({ extraCas, trusted, proxy })
    if (config !== lastConfig) network = create()
    lastConfig = config
    applied.emit({ extraCas, trusted })
  }

  return {
    current: () => network,
    apply: async () => {
      // Trusted certificates apply immediately, whether or not the CA file can be read.
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
