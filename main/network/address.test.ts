import { describe, expect, it } from 'vitest'
import { addressNamedBy, checkedAddress } from './address.ts'

describe('checkedAddress', () => {
  it.each([
    'https://api.meeting.huaweicloud.com',
    'https://100.85.230.37/download?x=1',
    'http://localhost:3000/',
    'http://127.0.0.1:3000/',
    'http://127.8.9.10/',
    'http://[::1]:3000/',
    'HTTP://LOCALHOST/',
    // 2130706433 and 0x7f.1 are 127.0.0.1 to every URL parser.
    'http://2130706433/',
  ])('accepts %s', (text) => {
    expect(checkedAddress(text).href).toBe(new URL(text).href)
  })

  it.each([
    '',
    'api.meeting.huaweicloud.com',
    'http://api.meeting.huaweicloud.com',
    'http://192.168.1.1/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://127.evil.example/',
    'http://0.0.0.0/',
    'http://[::2]/',
    'ftp://localhost/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@host.example/',
    'https://user:SECRET@host.example/',
    'http://api.example/?token=SECRET',
  ])('refuses %j, and does not repeat its secrets', (text) => {
    let failure: unknown
    try {
      checkedAddress(text)
    } catch (error) {
      failure = (error as { failure: unknown }).failure
    }
    expect(failure).toMatchObject({ code: 'ADDRESS_REFUSED' })
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })
})

describe('an address that a server names', () => {
  it.each([
    ['https://site.example', 'https://media.example/file'],
    ['https://site.example', 'https://10.0.0.7/file'],
    ['https://127.0.0.1:8443', 'https://localhost:9000/file'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:9000/file'],
    ['http://localhost:8080', 'https://media.example/file'],
  ])('%s may name %s', (server, address) => {
    expect(addressNamedBy(new URL(server), address).href).toBe(address)
  })

  it.each([
    ['https://site.example', 'http://127.0.0.1/shutdown'],
    ['https://site.example', 'https://127.0.0.1/shutdown'],
    ['https://site.example', 'https://localhost/'],
    ['https://site.example', 'https://[::1]/'],
    ['https://site.example', 'https://0x7f.1/'],
    ['https://site.example', 'https://0.0.0.0/'],
    ['https://site.example', 'https://[::]/'],
    ['https://site.example', 'https://[::ffff:127.0.0.1]/'],
    ['https://site.example', 'https://localhost./'],
    ['https://site.example', 'https://app.localhost/'],
    ['https://127.0.0.1:8443', 'http://127.0.0.1/'],
    ['https://site.example', 'http://media.example/'],
    ['http://127.0.0.1', 'http://10.0.0.7/'],
  ])('%s may not name %s', (server, address) => {
    expect(() => addressNamedBy(new URL(server), address)).toThrow('ADDRESS_REFUSED')
  })
})
