/**
 * The systems for which stub packages are built on a machine of this `platform` (Node's name): all three,
 * except macOS on Windows, which electron-builder rejects there (app-builder-lib: Packager.doBuild).
 *
 * @returns names of electron-builder's Platform, in lower case.
 */
export function stubSystems(platform) {
  return platform === 'win32' ? ['linux', 'windows'] : ['linux', 'windows', 'mac']
}
