import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

// Through the stand-in. In the real Electron each job of the workflow runs it in the installed app.
const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const EXTRACTED = at('out/e2e/app')
const reportSchema = z.strictObject({
  app: z.string(),
  electron: z.literal('stand-in'),
  platform: z.string(),
  checks: z.array(
    z.strictObject({ name: z.string(), ok: z.boolean().nullable(), detail: z.string().min(1) }),
  ),
})

/** Runs the self-test of an unpacked app. `said` is all of its standard output. */
async function selfTest(app: string): Promise<{ status: number | null; said: string }> {
  const run = `import { runSelfTestInBrowser } from ${JSON.stringify(at('scripts/self-test-in-browser.mjs'))}
process.exitCode = await runSelfTestInBrowser(${JSON.stringify(join(app, 'out/main/index.js'))})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, said }
}

const resultsOf = (said: string): Record<string, boolean | null> => {
  const { checks } = reportSchema.parse(JSON.parse(said))
  return Object.fromEntries(checks.map(({ name, ok }) => [name, ok]))
}

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'meetkeep-broken-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('prints one line of JSON with passed checks and those only the real Electron can run', async () => {
  const { status, said } = await selfTest(EXTRACTED)
  expect(said.trim().split('\n')).toHaveLength(1)
  const passed = ['transfer', 'page', 'isolation', 'code', 'film', 'thumbnail', 'features']
  const ofElectron = ['sandbox', 'permissions', 'secret', 'fuses', 'screen', 'icons', 'idle', 'trash']
  ofElectron.push('notifications', 'window', 'tray', 'login-item')
  expect(resultsOf(said)).toEqual(
    Object.fromEntries([...passed.map((name) => [name, true]), ...ofElectron.map((name) => [name, null])]),
  )
  expect(status).toBe(0)
})

test('an app with missing parts reports them, and exits with 1', async () => {
  await cp(EXTRACTED, folder, { recursive: true })
  await rm(join(folder, 'out/main/transfer-worker.js'))
  const assets = join(folder, 'out/renderer/assets')
  const [reader = ''] = (await readdir(assets)).filter((name) => name.endsWith('.wasm'))
  await rm(join(assets, reader))
  const { status, said } = await selfTest(folder)
  expect(resultsOf(said)).toMatchObject({
    transfer: false,
    film: false,
    thumbnail: false,
    code: false,
    page: true,
    isolation: true,
  })
  expect(status).toBe(1)
})
