import { expect, it } from 'vitest'
import type { Session } from './session.ts'
import { fileLink } from './file-link.ts'

it.each([
  ['https://site.example', 'https://127.0.0.1/f', false],
  ['https://site.example', 'https://files.example/f', true],
  ['https://site.example', 'http://127.0.0.1:8080/f', false],
  ['https://site.example', 'http://[::1]/f', false],
  ['https://site.example', 'http://localhost/f', false],
  ['https://site.example', 'http://192.168.0.1/f', false],
  ['http://127.0.0.1:1', 'http://127.0.0.1:2/f', true],
  ['http://127.0.0.1:1', 'http://192.168.0.1/f', false],
])('a site at %s may name a file at %s: %s', async (site, address, isAllowed) => {
  const session = { accessToken: async () => 'token' } as Partial<Session> as Session
  const refusal = { failure: { code: 'ADDRESS_REFUSED' } }
  const link = fileLink(session, address, site)
  if (isAllowed) {
    expect((await link).url).toBe(address)
  } else {
    await expect(link).rejects.toMatchObject(refusal)
  }
})
