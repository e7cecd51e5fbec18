import { expect, test } from 'vitest'
import { adviceOn, CHINA_MIRROR, progressLine, proxyEnvironment } from './electron-download.mjs'

const proxy = 'http://proxy.example:8080'

test.each([
  ['no proxy', {}, {}],
  ['an empty one', { HTTPS_PROXY: '' }, {}],
  ['exceptions without a proxy', { NO_PROXY: 'localhost' }, {}],
  ['one for https', { HTTPS_PROXY: proxy }, { ELECTRON_GET_USE_PROXY: 'true', HTTPS_PROXY: proxy }],
  ['one in small letters', { https_proxy: proxy }, { ELECTRON_GET_USE_PROXY: 'true', HTTPS_PROXY: proxy }],
  [
    'one for http alone, which tunnels too',
    { http_proxy: proxy },
    { ELECTRON_GET_USE_PROXY: 'true', HTTPS_PROXY: proxy, HTTP_PROXY: proxy },
  ],
  [
    'npm’s configuration, as it passes it to scripts',
    { npm_config_https_proxy: proxy, npm_config_noproxy: 'intranet' },
    { ELECTRON_GET_USE_PROXY: 'true', HTTPS_PROXY: proxy, NO_PROXY: 'intranet' },
  ],
  [
    'a switch of the user stays',
    { HTTPS_PROXY: proxy, ELECTRON_GET_USE_PROXY: '1' },
    { ELECTRON_GET_USE_PROXY: '1', HTTPS_PROXY: proxy },
  ],
])('%s', (_what, env, expected) => {
  expect(proxyEnvironment(env)).toEqual(expected)
})

test.each([
  [0, 123_456_789, 'Fetching Electron: 0 of 123 MB, 0%'],
  [61_000_000, 122_000_000, 'Fetching Electron: 61 of 122 MB, 50%'],
  [122_000_000, 122_000_000, 'Fetching Electron: 122 of 122 MB, 100%'],
  [5_400_000, null, 'Fetching Electron: 5 MB'],
])('%i of %j bytes: %s', (have, total, line) => {
  expect(progressLine(have, total)).toBe(line)
})

test('a failed download reports the address, the reason and every remedy', () => {
  const advice = adviceOn({
    from: 'https://github.com/x.zip',
    why: 'no byte came for 60 seconds',
    arrived: 7,
  })
  for (const part of [
    'https://github.com/x.zip',
    'no byte came',
    'kept',
    'HTTPS_PROXY',
    'ELECTRON_MIRROR',
    CHINA_MIRROR,
  ])
    expect(advice).toContain(part)
  expect(adviceOn({ from: '', why: 'x', arrived: 0 })).not.toMatch(/kept| from :/)
})
