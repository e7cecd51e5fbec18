/**
 * The Debian package of each library that Electron links (names in Ubuntu 24.04 and Debian 13, after
 * Playwright's lib2package). Earlier releases use the names without the suffix t64.
 */
const PACKAGES = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2t64',
  'libatk-1.0.so.0': 'libatk1.0-0t64',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64',
  'libatspi.so.0': 'libatspi2.0-0t64',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgdk-3.so.0': 'libgtk-3-0t64',
  'libgio-2.0.so.0': 'libglib2.0-0t64',
  'libglib-2.0.so.0': 'libglib2.0-0t64',
  'libgobject-2.0.so.0': 'libglib2.0-0t64',
  'libgtk-3.so.0': 'libgtk-3-0t64',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/**
 * Why Electron exited before it had a window, and how to fix it, derived from its output.
 *
 * @param ended `binary`: the binary's path; `said`: its standard error; `isRestricted`: whether
 *   /proc/sys/kernel/apparmor_restrict_unprivileged_userns is 1.
 * @returns `why`: a phrase within a sentence; `advice`: lines to print after it.
 */
export function whyElectronEnded({ binary, said, isRestricted }) {
  // ld.so names only the first missing library.
  const library = /error while loading shared libraries: ([^\s:]+):/.exec(said)?.[1]
  if (library !== undefined) {
    const debian = PACKAGES[library]
    return {
      why: `the library ${library} is missing`,
      advice: [
        ...(debian === undefined ? [] : [installLine(debian)]),
        `All that are missing: ldd '${binary}' | grep 'not found'`,
      ],
    }
  }
  // Chromium: content/browser/zygote_host, "No usable sandbox!"; sandbox/linux/suid, "The SUID sandbox helper binary".
  if (/No usable sandbox|SUID sandbox helper|setuid_sandbox_host/.test(said)) {
    const helper = `${binary.slice(0, binary.lastIndexOf('/'))}/chrome-sandbox`
    return {
      why: isRestricted
        ? "AppArmor keeps user namespaces, which Chromium's sandbox is made of, from programs it does not know"
        : 'this system gives Chromium no user namespaces, which its sandbox is made of',
      advice: [
        `For this program: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
        ...(isRestricted
          ? [
              'For every program, until the system starts again: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
              'The .deb and .rpm packages of Meetkeep bring a profile for AppArmor and need neither.',
            ]
          : []),
      ],
    }
  }
  return { why: 'it ended at once', advice: [] }
}

function installLine(debian) {
  const older = debian.endsWith('t64') ? ` (before Debian 13 and Ubuntu 24.04: ${debian.slice(0, -3)})` : ''
  return `On Debian and Ubuntu: sudo apt-get install ${debian}${older}`
}
