import { expect, test, vi } from 'vitest'
import { registerSchemes } from './schemes.ts'

// Whatever is not named is off: no way past the content policy, no service worker, no code cache, no CORS of its own;
// and for films not even fetch, so that no page can read what it plays.
test('schemes have the privileges that page and player need, and no other', () => {
  const registerSchemesAsPrivileged = vi.fn()
  registerSchemes({ registerSchemesAsPrivileged })
  expect(registerSchemesAsPrivileged.mock.calls).toEqual([
    [
      [
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
        { scheme: 'meetkeep-media', privileges: { standard: true, secure: true, stream: true } },
      ],
    ],
  ])
})
