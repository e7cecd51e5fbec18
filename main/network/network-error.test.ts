import { describe, expect, it } from 'vitest'
import { isTrustable } from '../../contract/error-rules.ts'
import { AppError } from '../../contract/errors.ts'
import { toNetworkError } from './network-error.ts'
import type { RefusedCertificate } from './refused-certificate.ts'

const url = new URL('https://media.example:8443/file?onceToken=SECRET')
const errorOf = (code: string, more: object = {}) =>
  Object.assign(new Error(`at ${url.href}`), { code, ...more })
const refused: RefusedCertificate = {
  ...{ host: 'media.example:8443', fingerprint: 'AA', issuer: 'CN=i', validTo: '2030-01-01T00:00:00.000Z' },
  ...{ pem: 'PEM', expected: null },
}

describe('toNetworkError', () => {
  it.each([
    ['TOO_MANY_FILES', 'EMFILE ENFILE ENOBUFS'],
    ['OFFLINE', 'ENOTFOUND EAI_AGAIN EAI_FAIL ECONNREFUSED ECONNRESET EPIPE EHOSTUNREACH ENETDOWN EACCES'],
    ['OFFLINE', 'ERR_STREAM_PREMATURE_CLOSE ECONNABORTED'],
    ['TIMEOUT', 'ETIMEDOUT ABORT_ERR'],
    ['BAD_ANSWER', 'HPE_INVALID_CONSTANT ERR_SSL_BAD_RECORD_TYPE EPROTO Z_DATA_ERROR'],
    [
      'CERT_UNTRUSTED',
      'CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT ERR_TLS_CERT_ALTNAME_INVALID UNSPECIFIED',
    ],
    ['INTERNAL', 'ERR_INVALID_ARG_TYPE ERR_ASSERTION'],
  ])('%s: %s', (code, all) => {
    for (const one of all.split(' ')) {
      const { failure } = toNetworkError(errorOf(one), url)
      expect(failure).toMatchObject({ code, detail: `${one} at media.example:8443` })
    }
  })

  it.each([
    ['old-protocol', 'ERR_SSL_UNSUPPORTED_PROTOCOL', ''],
    ['old-protocol', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', ''],
    ['old-protocol', 'EPROTO', 'error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol'],
    ['no-tls', 'ERR_SSL_WRONG_VERSION_NUMBER', ''],
    ['no-tls', 'EPROTO', 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number'],
    ['name-refused', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', ''],
    ['client-certificate', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', ''],
    ['weak', 'ERR_SSL_DH_KEY_TOO_SMALL', ''],
    ['weak', 'EPROTO', 'error:0A000152:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled'],
    ['refused', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', ''],
    ['refused', 'EPROTO', 'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure'],
  ])('TLS_FAILED, %s: %s %s', (reason, code, message) => {
    const error = Object.assign(new Error(message), { code })
    const { failure } = toNetworkError(new Error('fetch failed', { cause: error }), url)
    expect(failure).toMatchObject({ code: 'TLS_FAILED', params: { host: url.host, reason } })
  })

  it('a message alone is not a TLS error', () => {
    const error = Object.assign(new Error('wrong version number'), { code: 'ECONNRESET' })
    expect(toNetworkError(error, url).code).toBe('OFFLINE')
  })

  it('finds the reason inside wrapping errors', () => {
    const wrapped = Object.assign(new Error('fetch failed'), { cause: errorOf('ECONNREFUSED') })
    expect(toNetworkError(wrapped, url).code).toBe('OFFLINE')
    // Both addresses of a name were tried (Node: autoSelectFamily).
    const both = new AggregateError([errorOf('ETIMEDOUT'), errorOf('ENETUNREACH')])
    expect(toNetworkError(both, url).code).toBe('TIMEOUT')
    const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' })
    expect(toNetworkError(aborted, url).code).toBe('TIMEOUT')
  })

  it('includes the certificate of the error, or the one last refused for that host', () => {
    const shown = {
      code: 'CERT_UNTRUSTED',
      params: { host: refused.host, fingerprint: 'AA', issuer: 'CN=i', validTo: refused.validTo },
    }
    const code = 'SELF_SIGNED_CERT_IN_CHAIN'
    expect(toNetworkError(errorOf(code, { refusedCertificate: refused }), url).failure).toMatchObject(shown)
    expect(toNetworkError(errorOf(code), url, refused).failure).toMatchObject(shown)
    expect(toNetworkError(errorOf(code), url, { ...refused, expected: 'BB' }).failure).toMatchObject({
      code: 'CERT_CHANGED',
      params: { fingerprint: 'AA', trusted: 'BB' },
    })
    // The trusted certificate itself has expired, not changed.
    expect(
      toNetworkError(errorOf('CERT_HAS_EXPIRED'), url, { ...refused, expected: 'AA' }).failure,
    ).toMatchObject({
      code: 'CERT_UNTRUSTED',
      params: { reason: 'expired' },
    })
    // A certificate refused earlier does not explain a cut.
    expect(toNetworkError(errorOf('ECONNRESET'), url, refused).failure).not.toHaveProperty('params')
  })

  it.each([
    [
      { problem: 'incomplete-chain' },
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'unable to verify the first certificate',
    ],
    [{ reason: 'weak' }, 'UNSPECIFIED', 'CA signature digest algorithm too weak'],
    [{ reason: 'weak' }, 'UNSPECIFIED', 'EE certificate key too weak'],
    [{}, 'UNSPECIFIED', 'another problem'],
    [{}, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
  ])('an untrusted certificate, %j: %s %s', (more, code, message) => {
    const error = Object.assign(new Error(message), { code, refusedCertificate: refused })
    const { failure } = toNetworkError(new Error('fetch failed', { cause: error }), url)
    expect(failure).toMatchObject({ code: 'CERT_UNTRUSTED', params: { fingerprint: 'AA' } })
    const { reason, problem } = failure.params ?? {}
    expect({ reason, problem }).toEqual({ reason: undefined, problem: undefined, ...more })
    expect(isTrustable(failure)).toBe(!('reason' in more))
  })

  it('passes on an AppError unchanged', () => {
    const named = new AppError('DISK_FULL')
    expect(toNetworkError(named, url)).toBe(named)
  })

  it.each([undefined, null, 'text', 5, {}])('is INTERNAL for %j', (thrown) => {
    expect(toNetworkError(thrown, url).code).toBe('INTERNAL')
  })

  it('never repeats a path or a query', () => {
    for (const error of [errorOf('ECONNRESET'), errorOf('CERT_UNTRUSTED'), errorOf('X'), new Error(url.href)])
      expect(JSON.stringify(toNetworkError(error, url).failure)).not.toContain('SECRET')
  })
})
