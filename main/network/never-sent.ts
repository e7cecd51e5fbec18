/** System errors that end a connection before it is established. */
const BEFORE_CONNECTED = new Set([
  ...['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN'],
  // There was no descriptor for a socket.
  ...['EMFILE', 'ENFILE'],
])

/**
 * Did a request fail before any of it left this machine (host not found, or connection not established)? Then
 * even a non-idempotent request may be retried. After any other error, a timeout or a cut above all, it may
 * have arrived: false. node-fetch keeps the failed system call as `erroredSysCall`; when several addresses
 * were tried, only the code.
 */
export function wasNeverSent(error: unknown): boolean {
  const { code, syscall, erroredSysCall } = (error ?? {}) as Record<string, unknown>
  const call = erroredSysCall ?? syscall
  if (call === 'getaddrinfo' || call === 'connect') return true
  return call === undefined && typeof code === 'string' && BEFORE_CONNECTED.has(code)
}
