/** Why an address cannot be that of the meetings server; null when it can. Main has the last word. */
export function addressProblem(address: string): 'notAnAddress' | 'notSecure' | null {
  const url = URL.parse(address.trim())
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) return 'notAnAddress'
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || isLoopback ? null : 'notSecure'
}
