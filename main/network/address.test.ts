import { describe, expect, it } from 'vitest'
import { checkedAddress } from './address.ts'

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
