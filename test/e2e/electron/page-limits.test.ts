import { expect } from 'vitest'
import { DENIED_FEATURES } from '../../../main/shell/security/page-features.ts'
import { test } from '../fixtures.ts'

// What a page under foreign control could do with Chromium alone, where Electron has to prevent it. The rest of
// what such a page can do is tested without Electron: test/e2e/hostile.

test('the browser obeys the Permissions-Policy of the app’s scheme', async ({ openApp }) => {
  const { page } = await openApp()
  const allowed = await page.evaluate(() =>
    (
      document as Document & { featurePolicy: { allowedFeatures(): string[] } }
    ).featurePolicy.allowedFeatures(),
  )
  expect(allowed).toContain('camera')
  expect(allowed.filter((name) => DENIED_FEATURES.includes(name))).toEqual([])
})

test('the page shows no box of its own', async ({ openApp }) => {
  const { page, electron } = await openApp()
  await electron?.evaluate(({ dialog }) => {
    Object.assign(globalThis, { boxes: [] })
    // Electron draws alert() and confirm() with it (lib/browser/api/web-contents.ts, -run-dialog).
    dialog.showMessageBox = (...given: unknown[]) => {
      ;(globalThis as unknown as { boxes: unknown[] }).boxes.push(given.at(-1))
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  // oxlint-disable-next-line no-alert -- the very thing
  expect(await page.evaluate(() => confirm('Quit Meetkeep?'))).toBe(false)
  expect(await electron?.evaluate(() => (globalThis as unknown as { boxes: unknown[] }).boxes)).toEqual([])
})

test('a page that objects to its end does not keep the app from quitting', async ({ openApp }) => {
  const app = await openApp()
  // Chromium asks only on behalf of a page that was used.
  await app.page.getByRole('heading').first().click()
  await app.page.evaluate(() => {
    addEventListener('beforeunload', (event) => event.preventDefault())
  })
  await app.quit()
  await app.ended()
})

test('what a page has stored is gone after the next start', async ({ home, openApp }) => {
  const first = await openApp({ home })
  const stored = await first.page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('canary')
      opening.addEventListener('success', () => resolve())
      opening.addEventListener('error', () => reject(new Error('not stored')))
    })
    return (await indexedDB.databases()).length
  })
  expect(stored).toBe(1)
  await first.close()
  const second = await openApp({ home })
  await expect.poll(() => second.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})
