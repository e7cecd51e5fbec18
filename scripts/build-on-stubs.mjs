import { Arch, build, Platform } from 'electron-builder'
import { at } from './built.mjs'
import { makeElectronStubs } from './electron-stub.mjs'

// Packages what is built for Linux, Windows and macOS in out/package, on stubs in place of Electron. A program of its
// own, because electron-builder says a lot; scripts/package-stub.mjs shows it only when it fails.
const stubs = makeElectronStubs(at('out/electron-stub'))
const systems = [Platform.LINUX, Platform.WINDOWS, Platform.MAC]
await build({
  projectDir: at('.'),
  publish: 'never',
  targets: new Map(systems.flatMap((system) => [...system.createTarget('dir', Arch.x64)])),
  // Everything wanted beyond the yml is said here, so that the yml stays what a release uses.
  config: {
    electronDist: ({ platformName }) => stubs(platformName),
    directories: { output: at('out/package') },
  },
})
