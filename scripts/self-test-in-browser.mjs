import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs'

/**
 * Runs the self-test through the stand-in, with a headless browser for its page: the report's single line
 * goes to standard output, everything else to standard error.
 *
 * @param main path of the app's main bundle, beside the stand-in.
 * @returns the exit status of the app; 1 without a browser.
 */
export async function runSelfTestInBrowser(main) {
  const chromium = findChromium()
  if (chromium === null) {
    console.error('The self-test needs a Chromium here: install one, or name it in MEETKEEP_CHROMIUM.')
    return 1
  }
  const profile = mkdtempSync(join(tmpdir(), 'meetkeep-browser-'))
  const app = spawn(process.execPath, [main, '--self-test'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => app.on('close', resolve).on('error', () => resolve(1)))
  let browser = null
  for await (const line of createInterface({ input: app.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+\/\?key=\S+/.exec(line)?.[0]
    if (address !== undefined && browser === null)
      browser = spawn(chromium, ['--headless', ...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, address], {
        stdio: 'ignore',
      })
    else if (line.startsWith('{')) console.log(line)
    else console.error(line)
  }
  const status = await ended
  if (browser !== null) {
    const gone = new Promise((resolve) => browser.on('close', resolve))
    browser.kill()
    await gone
  }
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  } catch {
    // Its helper processes may keep writing for a moment; the folder is a system temporary one.
  }
  return status ?? 1
}
