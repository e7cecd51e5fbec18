import { describe, expect, it } from 'vitest'
import { type AppIdentity, authorizationHeader, signature, signedText } from './signature.ts'

const appKey = 'test-app-key-0123456789abcdef0123456789abcdef0123456789abcdef'
const appId = 'fdb8e4699586458bbd10c834872dcc62'
const nonce = 'EycLQsHwxhzK9OW8UEKWNfH2I3CGR2nINuU1EBpv162d42d92s'
const expireTime = 1627722929
const userId = 'testuser@mycorp.com'
const corpId = '807074304'

describe('the signature of an App ID', () => {
  it.each([
    [
      'a user',
      { appId, userId },
      expireTime,
      '2154da3702f6e6249d471302da7b14092d886b01d9e9fd245ec981153c11e668',
    ],
    [
      'the default administrator',
      { appId },
      expireTime,
      '022b05cbf63c80018bae62e5816b0aa6f35dfe23639bbf4160b8de4e5e67d53a',
    ],
    [
      'a provider’s own administrator',
      { appId, corpId: '' },
      expireTime,
      '1c1de9cd2e0daad402dcfe1d2ee0502bab75fca0a60f357aa72f6003a08dde92',
    ],
    [
      'an enterprise’s administrator',
      { appId, corpId },
      expireTime,
      '1c0a70d877b2d2de533288cf90a16bd885a11f8db469d497f5b284bc29c9bea7',
    ],
    [
      'an enterprise’s user',
      { appId, corpId, userId },
      expireTime,
      '4a4c80cb6964275146b71bfe1120f00baba20720838fb412362a38b94daf2486',
    ],
    [
      'a name beyond ASCII',
      { appId, userId: '张三' },
      0,
      'd39fa56338142837173f7b6ea65465bae42b6ae713a55a8e98b18c156bd7e12c',
    ],
  ] as [string, AppIdentity, number, string][])('of %s', (_, identity, expires, hex) => {
    expect(signature(identity, appKey, expires, nonce)).toBe(hex)
  })

  it('keeps the colons of missing fields', () => {
    expect(signedText({ appId: 'a' }, 5, 'n')).toBe('a::5:n')
    expect(signedText({ appId: 'a', corpId: '' }, 5, 'n')).toBe('a:::5:n')
  })

  it('encodes the app in base64, as in the documented sample', () => {
    expect(authorizationHeader({ appId, userId }, appKey, expireTime, nonce)).toMatch(
      /^HMAC-SHA256 signature=[0-9a-f]{64},access=ZmRiOGU0Njk5NTg2NDU4YmJkMTBjODM0ODcyZGNjNjI=$/,
    )
  })
})
