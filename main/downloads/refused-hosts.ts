import type { Source } from '../../contract/download.ts'
import { isCertificateFailure } from '../../contract/error-rules.ts'
import { type Failure, fromFailure } from '../../contract/errors.ts'

/** Hosts whose certificate was refused, until the user does something about it. */
export interface RefusedHosts {
  /** Remembers the host of a failure, if its certificate is the reason. */
  note(failure: Failure): void
  /** Throws the failure of the host of this file, if one is remembered: a link would be of no use. */
  requireNotRefused(source: Source): void
  /** The user wants these files to be tried again. */
  forget(sources: Source[]): void
  forgetAll(): void
}

/**
 * Lets the other files of a host with a refused certificate wait before they ask for a link: each would spend
 * one. `hostOf`: the host of a file's last link. That is a guess about the next one, which may name another
 * host; nothing is known of a file without any link in this run, which therefore asks for one.
 */
export function createRefusedHosts(hostOf: (source: Source) => string | null): RefusedHosts {
  const refused = new Map<string, Failure>()
  return {
    note: (failure) => {
      const host = failure.params?.['host']
      if (!isCertificateFailure(failure) || typeof host !== 'string') return
      // The request was that of another file.
      const { requestId: _, ...ofHost } = failure
      refused.set(host, ofHost)
    },
    requireNotRefused: (source) => {
      const failure = refused.get(hostOf(source) ?? '')
      if (failure !== undefined) throw fromFailure(failure)
    },
    forget: (sources) => {
      for (const source of sources) refused.delete(hostOf(source) ?? '')
    },
    forgetAll: () => refused.clear(),
  }
}
