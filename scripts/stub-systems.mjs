/**
 * The systems that a package on stubs is made for, where Node calls the machine's own system `platform`: all three,
 * but on Windows not macOS, which electron-builder refuses there (app-builder-lib: Packager.doBuild).
 *
 * @returns names of electron-builder's Platform, in lower case.
 */
export function stubSystems(platform) {
  return platform === 'win32' ? ['linux', 'windows'] : ['linux', 'windows', 'mac']
}
