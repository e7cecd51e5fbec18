import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'

// What `npm run test:electron` packaged on the real Electron. test/integration/package.test.ts reads every fuse; here
// the program itself has to heed them.
const packed = fileURLToPath(new URL('../../../out/package-electron', import.meta.url))

function packedProgram(): string {
  const folder = readdirSync(packed).find((name) => /-unpacked$|^mac/.test(name)) ?? ''
  if (process.platform === 'darwin') return join(packed, folder, 'Meetkeep.app/Contents/MacOS/Meetkeep')
  return join(packed, folder, process.platform === 'win32' ? 'Meetkeep.exe' : 'meetkeep')
}

test('the fuses stand in the real program', async () => {
  const wire = await getCurrentFuseWire(packedProgram())
  // The wire holds digits.
  expect(wire[FuseV1Options.RunAsNode]).toBe('0'.charCodeAt(0))
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe('1'.charCodeAt(0))
})

test('the packaged program opens as the app, and is no Node for others to use', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'meetkeep-fuses-'))
  const home = join(folder, 'home')
  const ranAsNode = join(folder, 'ran-as-node')
  const program = `require('node:fs').writeFileSync(${JSON.stringify(ranAsNode)}, '')`
  const child = spawn(packedProgram(), ['-e', program], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', MEETKEEP_HOME: home },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // The app makes its state folder first of all; Node would run the text and end.
  await expect.poll(() => existsSync(home) || existsSync(ranAsNode), { timeout: 60_000 }).toBe(true)
  expect(existsSync(ranAsNode)).toBe(false)
  child.kill()
  await ended
  await rm(folder, { recursive: true, force: true })
})
