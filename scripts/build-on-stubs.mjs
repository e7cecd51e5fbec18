import { readFileSync, writeFileSync } from 'node:fs'
import { Arch, build, Platform } from 'electron-builder'
import { at } from './built.mjs'
import { makeElectronStubs } from './electron-stub.mjs'
import { packagedLanguages } from './packaged-languages.mjs'
import { stubSystems } from './stub-systems.mjs'

// Packages the built app for each system in out/package, on stubs in place of Electron. A separate program,
// because electron-builder is verbose; scripts/package-stub.mjs shows its output only when it fails.
const stubs = makeElectronStubs(at('out/electron-stub'))
const systems = stubSystems(process.platform)
// The inputs of AppImage, deb and rpm, captured just before a tool would have to be downloaded for them.
const installers = process.platform === 'linux' ? ['AppImage', 'deb', 'rpm'] : []
const told = []
await build({
  projectDir: at('.'),
  publish: 'never',
  targets: new Map(
    systems.flatMap((system) => [
      ...Platform.fromString(system).createTarget(
        system === 'linux' ? ['dir', ...installers] : ['dir'],
        Arch.x64,
      ),
    ]),
  ),
  // Overrides are made here, so that the yml stays what a release uses.
  config: {
    ...packagedLanguages(),
    electronDist: ({ platformName }) => stubs(platformName),
    directories: { output: at('out/package') },
  },
  effectiveOptionComputed: async (options) => {
    told.push(read(options))
    return true
  },
})
writeFileSync(at('out/package/linux-installers.json'), JSON.stringify(told, null, 2))

/**
 * AppImage takes its entry directly, deb and rpm the arguments of fpm and the file of their entry
 * (app-builder-lib).
 */
function read(options) {
  if (!Array.isArray(options)) return { entryFile: options.desktopFileName, entry: options.desktop }
  const [args, entry] = options
  const placed = args.find((arg) => arg.startsWith(`${entry}=`))
  return {
    entryFile: placed.split('/').at(-1),
    entry: readFileSync(entry, 'utf8'),
    afterInstall: readFileSync(args[args.indexOf('--after-install') + 1], 'utf8'),
    places: args.filter((arg) => arg.includes('=/')).map((arg) => arg.slice(arg.lastIndexOf('=/') + 1)),
  }
}
