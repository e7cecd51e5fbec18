/**
 * @file One edit or more for each row of docs/security.md: each takes a control away, and the named test must fail
 *   then. `scripts/check-security.mjs` applies them one at a time, in a copy of the project.
 */

/**
 * @typedef {object} Edit
 * @property {number} row Of docs/security.md.
 * @property {string} file
 * @property {string} from Occurs once in the file; '' appends `to` to the file.
 * @property {string} to
 * @property {string} test A test file that must fail.
 */

const SECURITY = 'main/shell/security'

/** @type {readonly Edit[]} */
export const EDITS = [
  [1, `${SECURITY}/web-preferences.ts`, 'sandbox: true', 'sandbox: false'],
  [1, `${SECURITY}/web-preferences.ts`, 'contextIsolation: true', 'contextIsolation: false'],
  [1, `${SECURITY}/web-preferences.ts`, 'disableDialogs: true', 'disableDialogs: false'],
  [2, `${SECURITY}/app-protocol.ts`, 'if (url.host !== APP_HOST) return null', ''],
  [2, `${SECURITY}/app-protocol.ts`, " || name.includes('\\\\')", ''],
  [2, `${SECURITY}/media-protocol.ts`, "default-src 'none'; sandbox", "default-src 'none'"],
  [3, `${SECURITY}/app-protocol.ts`, `"connect-src 'self'"`, `'connect-src *'`],
  [4, 'renderer/bridge.ts', '', 'void fetch("https://example.com")\n', 'scripts/security-rules.test.ts'],
  [5, `${SECURITY}/web-contents-limits.ts`, "action: 'deny'", "action: 'allow'"],
  [
    5,
    `${SECURITY}/web-contents-limits.ts`,
    "contents.on('will-prevent-unload'",
    "contents.on('will-redirect'",
  ],
  [5, `${SECURITY}/web-contents-limits.ts`, 'contents.setWebRTCIPHandlingPolicy(NO_UDP)', ''],
  [6, `${SECURITY}/permissions.ts`, "type === 'video'", 'true'],
  [6, `${SECURITY}/app-protocol.ts`, "      'permissions-policy': PERMISSIONS_POLICY,\n", ''],
  [7, 'main/network/external-address.ts', "url.protocol !== 'https:'", 'false', 'cli/open-address.test.ts'],
  [7, `${SECURITY}/external.ts`, 'externalAddress(url)', 'url'],
  [8, 'main/ipc/registrar.ts', 'Object.keys(CALLS) as', 'Object.keys(CALLS).slice(1) as'],
  [9, `${SECURITY}/trusted-sender.ts`, 'frame === null || frame.parent !== null', 'frame === null'],
  [10, 'main/ipc/registrar.ts', 'if (!asked.success)', 'if (false)'],
  [10, 'main/ipc/registrar.ts', '!isWithinSize(message, LARGEST_MESSAGE)', 'false'],
  [11, 'preload/index.ts', '!Object.hasOwn(CALL_NAMES, channel)', 'false'],
  [12, 'main/ipc/downloads.ts', 'if (isOpenable(path))', 'if (true)'],
  [12, 'main/ipc/library.ts', 'return await pathOfSaved(entry)', 'return entry.path'],
  [
    12,
    'main/library/open-saved.ts',
    '(await realpath(path)) !== (realPath ?? path)',
    'false',
    'main/library/watchable.test.ts',
  ],
  [13, 'main/naming/safe-text.ts', ".replace(INVISIBLE, '')", ''],
  [14, 'main/network/redact-secrets.ts', "'x-token-type',", "'x-token-type', 'x-access-token',"],
  [15, 'main/cloud/session.ts', "credentials?.kind === 'appId' ? credentials : null", 'credentials'],
  [16, `${SECURITY}/keychain-probe.ts`, "if (tag === 'v10')", 'if (false)'],
  [17, `${SECURITY}/secrets.ts`, '!hasBuiltInKey(bytesOf(value), platform)', 'true'],
  [18, 'main/files/state-file.ts', 'mode: 0o600', 'mode: 0o644'],
  [18, 'main/files/make-folder.ts', 'if (found.isDirectory() && ', 'if (false && '],
  [18, 'main/shell/home.ts', 'makePrivate(folder)\n', '{}\n'],
  [
    19,
    'main/network/checked-agent.ts',
    'certificate.fingerprint256 === pin.fingerprint',
    'true',
    'main/network/network.test.ts',
  ],
  [19, 'main/settings/settings-store.ts', 'new X509Certificate(pem).fingerprint256 === fingerprint', 'true'],
  [20, 'main/cloud/http.ts', "redirect: 'manual'", "redirect: 'follow'"],
  [
    21,
    'main/network/address.ts',
    "(url.protocol === 'http:' && isLoopback(url.hostname))",
    "url.protocol === 'http:'",
  ],
  [22, 'qr/link.ts', "  if (CONTROL.test(link)) return invalid('control')\n", ''],
  [22, 'qr/link.ts', '(?=[?#]|$)', ''],
  [
    23,
    'renderer/features/minutes/preview-dialog.tsx',
    'const savedAt = ',
    'if (isOwned) press()\n  const savedAt = ',
    'renderer/features/minutes/preview-dialog.component.test.tsx',
  ],
  [24, 'main/shell/links/start-arguments.ts', 'links.length === 1 ? link : null', 'link'],
  [25, 'qr/max-pixels.ts', '40_000_000', '400_000_000', 'qr/decode.test.ts'],
  [26, 'electron-builder.yml', 'runAsNode: false', 'runAsNode: true', 'scripts/electron-builder.test.ts'],
  [26, 'electron-builder.yml', '  onlyLoadAppFromAsar: true\n', '', 'scripts/electron-builder.test.ts'],
  [27, '.npmrc', 'ignore-scripts=true', 'ignore-scripts=false', 'scripts/supply-chain.test.ts'],
  [27, 'package.json', '"zod": "', '"zod": "^', 'scripts/supply-chain.test.ts'],
  [28, 'scripts/check-supply.mjs', '< SUPPORTED_MAJORS', '< 99', 'scripts/supply-chain.test.ts'],
  [29, 'main/log/redact.ts', '|(?:set-)?cookie', ''],
  [30, 'main/shell/update-engine.ts', 'updater.disableWebInstaller = true', ''],
  [30, 'main/shell/update-engine.ts', 'updater.allowDowngrade = false', 'updater.allowDowngrade = true'],
  [31, `${SECURITY}/debugging.ts`, "  'js-flags',\n", ''],
  [
    32,
    'electron-builder.yml',
    'publish: null',
    'publish: { provider: github, token: secret }',
    'scripts/electron-builder.test.ts',
  ],
  [33, 'main/shell/consent.ts', 'defaultId: 1', 'defaultId: 0'],
  [33, 'main/ipc/consent.ts', "throw new AppError('CANCELLED')", 'return'],
  [33, 'main/ipc/settings.ts', 'certificates.refused(host, fingerprint)', '', 'main/ipc/consent.test.ts'],
  [33, 'main/ipc/consent.ts', '!accounts.includes(key) && ', 'false && '],
  [33, 'main/ipc/account.ts', 'settings.get().accounts', '[]', 'main/ipc/consent.test.ts'],
  [34, 'main/shell/recent-input.ts', 'now() - lastAt < RECENT_MS', 'true'],
  [34, 'main/shell/screen/read-with-consent.ts', '!input.isRecent() && ', 'input.isRecent() && '],
  [
    35,
    `${SECURITY}/request-limits.ts`,
    "webContentsId === undefined && protocol === 'https:'",
    "protocol === 'https:'",
  ],
  [35, `${SECURITY}/request-limits.ts`, 'event.preventDefault()', 'event'],
  [36, 'standin/gate.ts', 'Path=${root}', 'Path=/', 'standin/server.test.ts'],
  [36, 'standin/gate.ts', 'headers.host === host', 'true', 'standin/server.test.ts'],
  [37, 'main/files/open-file.ts', '(!isForWriting(use) || found.nlink <= 1)', 'true'],
  [37, 'main/files/open-file.ts', 'found.isFile() && ', ''],
  [
    38,
    'main/media/recording-extension.ts',
    "{ extension: '.mp4', mustBeBoxes: true }",
    '{ extension: lower, mustBeBoxes: true }',
  ],
  [38, 'main/files/mark-of-the-web.ts', 'ZoneId=3', 'ZoneId=0'],
  [
    39,
    'main/network/address.ts',
    '(isThisMachine(url.hostname) && !isThisMachine(server.hostname))',
    'false',
  ],
  [40, 'main/network/redact-secrets.ts', ' || !ID.test(text)', ''],
  [41, `${SECURITY}/app-protocol.ts`, "      'connection-allowlist': CONNECTION_ALLOWLIST,\n", ''],
  [41, `${SECURITY}/web-contents-limits.ts`, 'ConnectionAllowlists,', ''],
  [42, 'main/library/thumbnails.ts', "if (!isRecording(id)) throw new AppError('NOT_FOUND')", ''],
  [42, 'main/library/thumbnails.ts', ' || !isThumbnail(bytes)', ''],
].map(([row, file, from, to, test = String(file).replace(/\.tsx?$/, '.test.ts')]) => ({
  row: Number(row),
  file: String(file),
  from: String(from),
  to: String(to),
  test: String(test),
}))
