import { BlockList, isIP } from 'node:net'
import { readProxyUrl } from '../contract/proxy.ts'
import { DIRECT, type ProxyRoute } from '../main/network/proxy.ts'
import { UsageError } from './usage-error.ts'

/**
 * Resolves the proxy from HTTPS_PROXY or ALL_PROXY, for servers not in NO_PROXY; lower-case names take
 * precedence, as in curl. Throws UsageError for an invalid address.
 */
export function environmentRoutes(env: NodeJS.ProcessEnv): (origin: string) => Promise<ProxyRoute[]> {
  // An empty variable counts as unset, like every other variable.
  const value = (name: string): string => (env[name.toLowerCase()] ?? '').trim() || (env[name] ?? '').trim()
  const name = ['HTTPS_PROXY', 'ALL_PROXY'].find((one) => value(one) !== '')
  if (name === undefined) return async () => [DIRECT]
  const proxy = readProxyUrl(value(name))
  // Without its text, which may contain a password.
  if ('problem' in proxy) throw new UsageError('notAProxy', { variable: name })
  const isExempt = exemptions(value('NO_PROXY'))
  return async (origin) => (isExempt(new URL(origin)) ? [DIRECT] : [proxy])
}

/**
 * Parses NO_PROXY: `*`, `name`, `.name` or `*.name` (including subdomains), each with or without a port; an
 * IP address or a network.
 */
function exemptions(list: string): (url: URL) => boolean {
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
  const addresses = new BlockList()
  for (const entry of entries) {
    const [, address = '', bits] = /^\[?([0-9a-f.:]+?)\]?(?:\/(\d{1,3}))?$/.exec(entry) ?? []
    const family = isIP(address)
    if (family === 0 || Number(bits ?? 0) > (family === 4 ? 32 : 128)) continue
    const kind = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) addresses.addAddress(address, kind)
    else addresses.addSubnet(address, Number(bits), kind)
  }
  return ({ hostname, port }) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    if (family !== 0 && addresses.check(host, family === 4 ? 'ipv4' : 'ipv6')) return true
    return entries.some((entry) => {
      if (entry === '*') return true
      const [, name = '', ofPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? []
      if (name === '' || (ofPort !== undefined && ofPort !== (port || '443'))) return false
      return host === name || (family === 0 && host.endsWith(`.${name}`))
    })
  }
}
