/** The mirror of China's npm registry (Electron: docs/tutorial/installation.md, "Mirror"). */
export const CHINA_MIRROR = 'https://npmmirror.com/mirrors/electron/'

/**
 * The environment variables that make @electron/get use the proxy of the environment or of npm's
 * configuration: by default it uses none (@electron/get: proxy.ts, ELECTRON_GET_USE_PROXY).
 */
export function proxyEnvironment(env) {
  const secure = env.HTTPS_PROXY || env.https_proxy || env.npm_config_https_proxy || ''
  const plain = env.HTTP_PROXY || env.http_proxy || env.npm_config_proxy || ''
  const none = env.NO_PROXY || env.no_proxy || env.npm_config_noproxy || ''
  if (secure === '' && plain === '') return {}
  return {
    ELECTRON_GET_USE_PROXY: env.ELECTRON_GET_USE_PROXY || 'true',
    HTTPS_PROXY: secure || plain,
    ...(plain !== '' && { HTTP_PROXY: plain }),
    ...(none !== '' && { NO_PROXY: none }),
  }
}

/** Progress in megabytes (10^6 bytes). */
export function progressLine(have, total) {
  const megabytes = (bytes) => Math.round(bytes / 1e6)
  if (total === null || total === 0) return `Fetching Electron: ${megabytes(have)} MB`
  return `Fetching Electron: ${megabytes(have)} of ${megabytes(total)} MB, ${Math.floor((have / total) * 100)}%`
}

/**
 * The advice when the download of Electron failed.
 *
 * @param failure `from`: the address, '' if none was requested; `why`: the error's message; `arrived`:
 *   bytes kept.
 */
export function adviceOn({ from, why, arrived }) {
  return [
    `Electron could not be fetched${from === '' ? '' : ` from ${from}`}: ${why}`,
    ...(arrived > 0 ? ['What has arrived is kept: the same command goes on where it was.'] : []),
    'Behind a proxy set HTTPS_PROXY to its address; to fetch from elsewhere set ELECTRON_MIRROR. In mainland China:',
    `  ELECTRON_MIRROR=${CHINA_MIRROR}`,
  ].join('\n')
}
