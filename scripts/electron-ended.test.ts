import { expect, test } from 'vitest'
import { whyElectronEnded } from './electron-ended.mjs'

const binary = '/home/me/a b/node_modules/electron/dist/electron'
const NO_SANDBOX =
  '[1:1/1:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor, see https://chromium.googlesource.com/'
const NO_HELPER =
  "[1:1/1:FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:166] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now."
const missing = (library: string): string =>
  `${binary}: error while loading shared libraries: ${library}: cannot open shared object file: No such file or directory`

test.each([
  [NO_SANDBOX, true, /^AppArmor/, ['chrome-sandbox', 'apparmor_restrict_unprivileged_userns=0', '.deb']],
  [NO_HELPER, true, /^AppArmor/, ['chrome-sandbox', 'apparmor_restrict_unprivileged_userns=0', '.deb']],
  [NO_HELPER, false, /^this system/, ['chrome-sandbox']],
  [missing('libgbm.so.1'), true, /library libgbm\.so\.1 is missing/, ['apt-get install libgbm1', 'ldd']],
  [
    missing('libasound.so.2'),
    false,
    /library libasound\.so\.2/,
    ['apt-get install libasound2t64 (before Debian 13 and Ubuntu 24.04: libasound2)', 'ldd'],
  ],
  [missing('libother.so.9'), false, /library libother\.so\.9/, ['ldd']],
  ['Segmentation fault', true, /^it ended at once$/, []],
  ['', false, /^it ended at once$/, []],
])('%s, restricted %s', (said, isRestricted, why, advice) => {
  const ended = whyElectronEnded({ binary, said, isRestricted })
  expect(ended.why).toMatch(why)
  for (const part of advice) expect(ended.advice.join('\n')).toContain(part)
  if (advice.length === 0) expect(ended.advice).toEqual([])
})

test('AppArmor is not blamed if it restricts nothing, and paths are quoted', () => {
  const { why, advice } = whyElectronEnded({ binary, said: NO_HELPER, isRestricted: false })
  expect([why, ...advice].join()).not.toMatch(/apparmor/i)
  expect(advice.join()).toContain("'/home/me/a b/node_modules/electron/dist/chrome-sandbox'")
})
