import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp()
})

test('the window opens on the welcome page, without problems', async () => {
  await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
  await expect.poll(() => app.page.title()).toBe('Meetkeep')
  expect(app.problems).toEqual([])
})

test('the page has the bridge and nothing of Node or Electron', async () => {
  const found = await app.page.evaluate(() => ({
    bridge: Object.keys((globalThis as unknown as { meetkeep: object }).meetkeep).toSorted(),
    leaks: ['require', 'module', 'process', 'Buffer', 'electron', '__standin'].filter(
      (name) => name in globalThis,
    ),
  }))
  expect(found).toEqual({ bridge: ['call', 'on'], leaks: [] })
})

test('the page can reach no other address and evaluate no strings', async () => {
  const outcome = await app.page.evaluate(async () => {
    const tried = async (action: () => unknown): Promise<string> => {
      try {
        await action()
        return 'worked'
      } catch {
        return 'refused'
      }
    }
    return {
      network: await tried(() => fetch('https://example.com/')),
      loopback: await tried(() => fetch('http://127.0.0.1:9/')),
      // In a timer: code evaluated by the debugger itself is exempt from the policy.
      code: await tried(
        () =>
          new Promise((resolve, reject) => {
            setTimeout(() => {
              try {
                // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
                resolve(new Function('return 1')())
              } catch (error) {
                reject(error)
              }
            })
          }),
      ),
      inline: await tried(() => {
        const script = document.createElement('script')
        script.textContent = 'globalThis.ranInline = true'
        document.head.append(script)
        if (!('ranInline' in globalThis)) throw new Error('did not run')
      }),
    }
  })
  expect(outcome).toEqual({ network: 'refused', loopback: 'refused', code: 'refused', inline: 'refused' })
})

test('a call outside the contract is refused', async () => {
  const refused = await app.page.evaluate(() =>
    (globalThis as unknown as { meetkeep: { call(name: string): Promise<unknown> } }).meetkeep
      .call('electron-store-get-data')
      .then(
        () => 'answered',
        (error: Error) => error.message,
      ),
  )
  expect(refused).toBe('Unknown call')
})

test('the system language is used, and the setting survives a restart', async ({ openApp }) => {
  const home = await mkdtemp(join(tmpdir(), 'meetkeep-zh-'))
  const first = await openApp({ locale: 'zh-CN', home })
  await first.page.locator('html[lang=zh-CN]').waitFor()
  await first.page.evaluate(() =>
    (
      globalThis as unknown as { meetkeep: { call(name: string, input: object): Promise<unknown> } }
    ).meetkeep.call('settings.set', { language: 'en-US' }),
  )
  await first.page.locator('html[lang=en-US]').waitFor()
  await first.close()
  const second = await openApp({ locale: 'zh-CN', home })
  await second.page.locator('html[lang=en-US]').waitFor()
  await second.close()
  await rm(home, { recursive: true })
})

test('damaged state is moved aside file by file, and the window reports it', async ({ openApp }) => {
  const home = await mkdtemp(join(tmpdir(), 'meetkeep-damaged-'))
  const files = ['settings.json', 'queue.json', 'library.jsonl', 'minutes.json']
  await Promise.all(files.map((name) => writeFile(join(home, name), '{"version":')))
  // An unreadable file counts as damaged too.
  await rm(join(home, 'library.jsonl'))
  await mkdir(join(home, 'library.jsonl', 'inside'), { recursive: true })
  const damaged = await openApp({ home })
  for (const name of files)
    await damaged.page
      .getByText(new RegExp(`A damaged state file was moved aside.*${name}\\.corrupt-`))
      .first()
      .waitFor()
  await damaged.page.getByRole('link', { name: 'Continue without signing in' }).waitFor()
  await damaged.close()
  const kept = (await readdir(home)).filter((name) => name.includes('.corrupt-'))
  expect(kept.map((name) => name.replace(/\.corrupt-.*/, '')).toSorted()).toEqual(files.toSorted())
  await rm(home, { recursive: true })
})

test('what could not be restored at the start is reported, with advice, and the window opens', async ({
  openApp,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'meetkeep-start-'))
  const caFile = join(home, 'gone.pem')
  const strange = { host: 'changed.example:443', fingerprint: 'AB', pem: 'p' }
  const trusted = [{ ...strange, issuer: 'i', validTo: 'v', trustedAt: 't' }]
  await writeFile(join(home, 'settings.json'), JSON.stringify({ caFile, trusted }))
  const started = await openApp({ home })
  await started.page
    .getByText(/trusted no longer.*changed\.example:443/)
    .first()
    .waitFor()
  await started.page.getByText(`Put ${caFile} back`).first().waitFor()
  await started.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
  await started.close()
  await rm(home, { recursive: true })
})

// In Electron itself openApp fails without the sandbox.
test.skipIf(process.env['MEETKEEP_DRIVER'] === 'electron')(
  'a start without the sandbox is reported once, with advice',
  async ({ openApp }) => {
    const home = await mkdtemp(join(tmpdir(), 'meetkeep-no-sandbox-'))
    try {
      const first = await openApp({ home, args: ['--no-sandbox'] })
      await first.page.getByText('Meetkeep runs without its sandbox (--no-sandbox)').waitFor()
      await first.close()
      const second = await openApp({ home, args: ['--no-sandbox'] })
      await second.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
      // Buffered events are sent after the page's first answer, and so before this one.
      await second.page.evaluate(() =>
        (globalThis as unknown as { meetkeep: { call(name: string): Promise<unknown> } }).meetkeep.call(
          'app.info',
        ),
      )
      expect(await second.page.getByText('--no-sandbox').count()).toBe(0)
      await second.close()
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  },
)
