import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extractAll } from '@electron/asar'
import { at, buildIfNeeded, run } from './built.mjs'
import { placeStandIn } from './build-standin.mjs'

/** The packaged app's own files, unpacked, with the stand-in as their `electron`. */
export const EXTRACTED = at('out/e2e/app')

/**
 * Packages the app for Linux without any download, on a stub in place of Electron: the app.asar is the real one,
 * and it is what the end-to-end tests run. The stub cannot be started.
 */
export async function packageStub() {
  buildIfNeeded()
  const packed = at('out/package')
  const archive = join(packed, 'linux-unpacked/resources/app.asar')
  rmSync(packed, { recursive: true, force: true })
  makeStub(at('out/electron-stub'))
  // Everything electron-builder wants beyond the yml is said here, so that the yml stays what a release uses.
  run('npx', [
    'electron-builder',
    '--linux',
    'dir',
    '--x64',
    '--publish',
    'never',
    `-c.electronDist=${at('out/electron-stub')}`,
    `-c.directories.output=${packed}`,
  ])
  if (!existsSync(archive)) throw new Error('electron-builder made no app.asar')
  rmSync(EXTRACTED, { recursive: true, force: true })
  extractAll(archive, EXTRACTED)
  await placeStandIn(EXTRACTED)
  return { archive, packed }
}

/** The least that electron-builder takes for an Electron distribution. */
function makeStub(folder) {
  const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  for (const locale of ['en-US', 'zh-CN']) writeFileSync(join(folder, `locales/${locale}.pak`), '')
  writeFileSync(join(folder, 'version'), version)
  cpSync(join(electron, 'LICENSE'), join(folder, 'LICENSE'))
  // Fuses are flipped where this mark stands in the program: version 1, nine fuses, all off and on as shipped
  // (@electron/fuses, "sentinel").
  const fuses = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
    Buffer.from([1, 9]),
    Buffer.from('1'.repeat(9), 'latin1'),
  ])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuses]), {
    mode: 0o755,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { archive } = await packageStub()
  console.log(`Packaged on a stub: ${archive}\nIts files, ready to run in the stand-in: ${EXTRACTED}`)
}
