import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { at } from './built.mjs'
import { electronBinary, electronFolder } from './electron-binary.mjs'
import { adviceOn, proxyEnvironment, progressLine } from './electron-download.mjs'
import { isProgram } from './programs.mjs'
import { downloadResumably } from './resumable-download.mjs'

/**
 * Downloads Electron's binary into its package. Its own installer restarts after every interruption, so the
 * file is first downloaded, with resume, into the cache the installer reads (@electron/get, whose checksums,
 * mirrors and cache are used); the installer then verifies and unpacks it.
 *
 * @param options `folder`: the package `electron`; `parts`: the folder of unfinished files; `stallMs`,
 *   `retryMs`: as in downloadResumably; `say(text)`: prints a line, `show(have, total)`: progress in bytes,
 *   `total` null if unknown.
 * @returns whether the binary is available.
 */
export async function fetchElectronInto({ folder, parts, stallMs, retryMs, say, show }) {
  if (electronBinary(folder) !== null) return true
  Object.assign(process.env, proxyEnvironment(process.env))
  let from = ''
  let arrived = 0
  const downloader = {
    download: async (url, target) => {
      if (url.endsWith('.zip')) from = url
      await downloadResumably(url, target, {
        parts,
        stallMs,
        retryMs,
        onProgress: (have, total) => {
          if (url !== from) return
          arrived = have
          show(have, total)
        },
      })
      // Complete, so the partial file is no longer needed.
      if (url === from) arrived = 0
    },
  }
  try {
    const require = createRequire(join(folder, 'package.json'))
    const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href)
    const { env } = process
    await downloadArtifact({
      version: require('./package.json').version,
      artifactName: 'electron',
      platform: env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform,
      arch: env.ELECTRON_INSTALL_ARCH || env.npm_config_arch || ownArch(),
      cacheRoot: env.electron_config_cache,
      checksums:
        env.electron_use_remote_checksums || env.npm_config_electron_use_remote_checksums
          ? undefined
          : require('./checksums.json'),
      downloader,
    })
  } catch (error) {
    say(adviceOn({ from, why: error instanceof Error ? error.message : String(error), arrived }))
    return false
  }
  // The remains of an interrupted unpacking.
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  rmSync(join(folder, 'path.txt'), { force: true })
  const installer = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, 2] })
  await new Promise((resolve) => installer.on('close', resolve).on('error', resolve))
  return electronBinary(folder) !== null
}

/**
 * Node for Intel also runs on Apple's processors, under translation; Electron need not (electron/install.js).
 */
function ownArch() {
  if (process.platform !== 'darwin' || process.arch !== 'x64') return process.arch
  const { stdout } = spawnSync('sysctl', ['-in', 'sysctl.proc_translated'], { encoding: 'utf8' })
  return stdout?.trim() === '1' ? 'arm64' : 'x64'
}

if (isProgram(import.meta.url)) {
  const isTerminal = process.stderr.isTTY
  let shown = ''
  const isThere = await fetchElectronInto({
    folder: electronFolder(),
    parts: at('out/electron-download'),
    stallMs: 60_000,
    retryMs: 2000,
    say: (text) => console.error(isTerminal && shown !== '' ? `\n${text}` : text),
    show: (have, total) => {
      const line = progressLine(have, total)
      // In a log, one line per tenth.
      const step = isTerminal ? line : String(Math.floor((have / (total || Infinity)) * 10))
      if (step === shown) return
      shown = step
      process.stderr.write(isTerminal ? `\r\x1b[K${line}` : `${line}\n`)
    },
  })
  if (isTerminal && shown !== '') process.stderr.write('\n')
  process.exitCode = isThere ? 0 : 1
}
