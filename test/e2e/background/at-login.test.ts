import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, onTestFinished } from 'vitest'
import { test } from '../fixtures.ts'

const MAIN = join(fileURLToPath(new URL('../../../out/e2e/app', import.meta.url)), 'out/main/index.js')

beforeEach(({ skip }) => {
  if (process.env['MEETKEEP_DRIVER'] === 'electron') skip('the stand-in says what it opens')
})

test('started at login the app has no window; the next start opens it, another one at login does not', async ({
  home,
}) => {
  const start = (...args: string[]) =>
    spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, MEETKEEP_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const first = start('--at-login')
  onTestFinished(async () => {
    const ended = once(first, 'exit')
    first.kill('SIGTERM')
    await ended
  })
  let said = ''
  first.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await expect.poll(() => said, { timeout: 60_000 }).toContain('The tray icon is shown.')
  // By the time another process has run, a window would be open.
  await once(start('--at-login'), 'exit')
  expect(said).not.toContain('Meetkeep is open at')
  await once(start(), 'exit')
  await expect.poll(() => said, { timeout: 60_000 }).toContain('Meetkeep is open at')
})
