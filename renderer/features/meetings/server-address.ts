/** Why an address is not valid for the meetings server; null if it is. Main validates it again. */
export function addressProblem(address: string): 'notAnAddress' | 'notSecure' | null {
  const url = URL.parse(address.trim())
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) return 'notAnAddress'
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || isLoopback ? null : 'notSecure'
}
