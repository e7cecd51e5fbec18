import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../contract/errors.ts'
import { DIRECT, type ProxyRoute } from '../network/proxy.ts'
import { readAttempt } from './findings.ts'

const proxy = {
  kind: 'http',
  host: 'proxy.example',
  port: 8080,
  username: 'u',
  password: 'secret',
} as ProxyRoute

test.each<[string, ErrorCode | null, ProxyRoute[], string, boolean, (string | null)[]]>([
  ['https://a.example/', null, [DIRECT], 'all is well', false, ['direct', 'reached', 'vouched']],
  ['https://a.example/', null, [], 'no authority', false, ['direct', 'reached', 'vouched']],
  ['https://a.example/', null, [proxy], 'a proxy', false, ['through-proxy', 'reached', 'vouched']],
  ['https://a.example/', null, [DIRECT], 'a trust', true, ['direct', 'reached', 'trusted-by-hand']],
  ['http://127.0.0.1:8/', null, [DIRECT], 'this machine', false, ['direct', 'reached', 'none-needed']],
  ['https://a.example/', 'PROXY_FAILED', [proxy], 'refused', false, [null, 'not-tested', 'not-tested']],
  ['https://a.example/', 'OFFLINE', [DIRECT], 'no network', false, ['direct', null, 'not-tested']],
  ['https://a.example/', 'TIMEOUT', [proxy], 'silence', false, ['through-proxy', null, 'not-tested']],
  ['https://a.example/', 'BAD_ANSWER', [DIRECT], 'no TLS', false, ['direct', null, 'not-tested']],
  ['https://a.example/', 'CERT_UNTRUSTED', [DIRECT], 'unknown', false, ['direct', 'reached', null]],
  ['https://a.example/', 'CERT_CHANGED', [DIRECT], 'changed', true, ['direct', 'reached', null]],
])('%s, %s by %j: %s', (url, code, routes, _, isTrustedByHand, expected) => {
  const failure = code === null ? null : new AppError(code).failure
  const findings = readAttempt({ url: new URL(url), routes, failure, isTrustedByHand })
  expect(findings.map(({ found }) => found)).toEqual(expected)
  expect(findings.map(({ check }) => check)).toEqual(['proxy', 'site', 'certificate'])
  expect(findings.filter((finding) => finding.failure !== null)).toHaveLength(code === null ? 0 : 1)
  expect(JSON.stringify(findings)).not.toContain('secret')
})
