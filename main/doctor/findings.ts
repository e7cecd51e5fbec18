import type { Check, Finding } from '../../contract/doctor.ts'
import { isCertificateFailure } from '../../contract/error-rules.ts'
import type { Failure } from '../../contract/errors.ts'
import { isLoopback } from '../network/address.ts'
import { hostOf, type ProxyRoute } from '../network/proxy.ts'

/** A test that passed. */
export function good(
  check: Check,
  found: NonNullable<Finding['found']>,
  params: Finding['params'] = {},
): Finding {
  return { check, found, params, failure: null }
}

export function bad(check: Check, failure: Failure): Finding {
  return { check, found: null, params: {}, failure }
}

/** A test that was skipped because an earlier one failed. */
export function untested(check: Check, because: Check): Finding {
  return good(check, 'not-tested', { because })
}

/**
 * Derives the findings for proxy, site and certificate from one request to the site: those before the failed
 * one passed, those after it are unknown. `failure` is null when any answer arrived.
 */
export function readAttempt(attempt: {
  url: URL
  routes: ProxyRoute[]
  failure: Failure | null
  isTrustedByHand: boolean
}): Finding[] {
  const { url, routes, failure, isTrustedByHand } = attempt
  const { host } = url
  if (failure?.code === 'PROXY_FAILED')
    return [bad('proxy', failure), untested('site', 'proxy'), untested('certificate', 'proxy')]
  const [route] = routes
  const proxy =
    route === undefined || route.kind === 'direct'
      ? good('proxy', 'direct', { host })
      : good('proxy', 'through-proxy', { host, proxy: hostOf(route) })
  const isCertificate = failure !== null && isCertificateFailure(failure)
  if (failure !== null && !isCertificate)
    return [proxy, bad('site', failure), untested('certificate', 'site')]
  return [proxy, good('site', 'reached', { host }), certificate()]

  function certificate(): Finding {
    if (failure !== null) return bad('certificate', failure)
    if (url.protocol === 'http:' && isLoopback(url.hostname)) return good('certificate', 'none-needed')
    return good('certificate', isTrustedByHand ? 'trusted-by-hand' : 'vouched', { host })
  }
}
