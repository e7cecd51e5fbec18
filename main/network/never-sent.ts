/** Errors of the system by which a connection ends before it is one. */
const BEFORE_CONNECTED = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN'])

/**
 * Did a request fail before anything of it left this machine: its host was not found, or not connected to? What can
 * be done only once may then be done again. Anything else, a time-out or a cut above all, may have arrived: false.
 * node-fetch keeps the failed system call as `erroredSysCall`; of several addresses that were tried, the code alone.
 */
export function wasNeverSent(error: unknown): boolean {
  const { code, syscall, erroredSysCall } = (error ?? {}) as Record<string, unknown>
  const call = erroredSysCall ?? syscall
  if (call === 'getaddrinfo' || call === 'connect') return true
  return call === undefined && typeof code === 'string' && BEFORE_CONNECTED.has(code)
}
