import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Library } from '../../library/library.ts'
import { registerSchemes, serveSchemes } from './schemes.ts'

// Every privilege not listed is off: no way past the content policy, no service worker, no code cache; and films do
// not allow fetch. The page may draw their frames (CORS), which only the answer to its own origin permits.
test('schemes have only the privileges that page and player need', () => {
  const registerSchemesAsPrivileged = vi.fn()
  registerSchemes({ registerSchemesAsPrivileged })
  expect(registerSchemesAsPrivileged.mock.calls).toEqual([
    [
      [
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
        {
          scheme: 'meetkeep-media',
          privileges: { standard: true, secure: true, stream: true, corsEnabled: true },
        },
      ],
    ],
  ])
})

test('each scheme has its handler: the page from its folder, films from the library', async () => {
  const handle = vi.fn<(scheme: string, answer: (request: Request) => Promise<Response>) => void>()
  const byId = vi.fn(() => null)
  const pages = mkdtempSync(join(tmpdir(), 'schemes-'))
  writeFileSync(join(pages, 'index.html'), 'the page')
  serveSchemes({ handle }, { pages, library: { byId } as unknown as Library })
  const answers = new Map(handle.mock.calls)
  expect([...answers.keys()]).toEqual(['app', 'meetkeep-media'])
  const page = await answers.get('app')?.(new Request('app://meetkeep/index.html'))
  expect(await page?.text()).toBe('the page')
  const id = '0'.repeat(32)
  const film = await answers.get('meetkeep-media')?.(new Request(`meetkeep-media://library/${id}`))
  expect(film?.status).toBe(404)
  expect(byId.mock.calls).toEqual([[id]])
  rmSync(pages, { recursive: true })
})
