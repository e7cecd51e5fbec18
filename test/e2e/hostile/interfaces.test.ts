import { createServer } from 'node:http'
import { chromium } from 'playwright-core'
import { expect } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/chromium.mjs'
import { test } from '../../fixtures.ts'
import { tryInterfaces } from './browser-interfaces.ts'
import { CANARY } from './hostile-calls.ts'
import { listening, serveEmptyPage } from './serve-page.ts'

/** The requests that reach an attacker from a page with main's headers, except `dropped`. */
async function receivedWithout(folder: string, dropped: readonly string[]): Promise<Set<string>> {
  const received = new Set<string>()
  const attacker = createServer((request, response) => {
    received.add(`${request.method} ${request.headers['sec-fetch-dest']}`)
    response.setHeader('access-control-allow-origin', '*').end()
  })
  const port = await listening(attacker)
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: [...CHROMIUM_FLAGS],
  })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${await serveEmptyPage(folder, dropped)}/`)
    // Without the policy the form leads away from the page.
    await page.evaluate(tryInterfaces, [`http://127.0.0.1:${port}`, CANARY] as const).catch(() => undefined)
  } finally {
    await browser.close()
  }
  return received
}

test('no interface reaches an attacker, with the content policy alone neither', async ({ folder }) => {
  expect(await receivedWithout(folder, [])).toEqual(new Set())
  expect(await receivedWithout(folder, ['connection-allowlist'])).toEqual(new Set())
})

test('without both headers they do', async ({ folder }) => {
  const received = await receivedWithout(folder, ['content-security-policy', 'connection-allowlist'])
  expect(received.size).toBeGreaterThan(8)
})
