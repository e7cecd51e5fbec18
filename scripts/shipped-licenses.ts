import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** A third-party component in the app, with its license. */
interface Shipped {
  name: string
  version: string
  /** SPDX, from its package.json. */
  license: string
  /** The full text. */
  text: string
}

const LICENSE_FILE = /^(licen[cs]e|copying)/i

/**
 * Collects the packages in each bundle, and writes their licenses to licenses.json. Vite's own
 * `build.license` writes one file per bundle and does not cover web workers; this is one shared list.
 *
 * @param root the project's folder.
 * @param out its output folder.
 * @param hasElectron whether what is built is shipped with Electron.
 */
export function collectLicenses(
  root: string,
  { out = 'out', hasElectron = true }: { out?: string; hasElectron?: boolean } = {},
): () => Plugin {
  const found = new Map<string, Shipped>()
  const others = [...(hasElectron ? [electronIn(root)] : []), zxingIn(root)]
  return () => ({
    name: 'collect-licenses',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        for (const folder of new Set(output.moduleIds.flatMap(packageFolder)))
          found.set(folder, read(root, folder))
      }
    },
    closeBundle() {
      const list = [...found.values(), ...others].toSorted((a, b) => (a.name < b.name ? -1 : 1))
      mkdirSync(join(root, out), { recursive: true })
      writeFileSync(join(root, out, 'licenses.json'), `${JSON.stringify(list, null, 2)}\n`)
    },
  })
}

function electronIn(root: string): Shipped {
  const chromium = 'What Chromium is made of stands in LICENSES.chromium.html, which comes with the app.'
  const electron = read(root, join(root, 'node_modules/electron'))
  return { ...electron, text: `${electron.text}\n\n${chromium}` }
}

/** The C++ library from which zxing-wasm is compiled; that package does not include its license. */
function zxingIn(root: string): Shipped {
  const zxing = read(root, join(root, 'node_modules/zxing-wasm'))
  return {
    name: 'zxing-cpp',
    version: `in zxing-wasm ${zxing.version}`,
    license: 'Apache-2.0',
    text: readFileSync(join(root, 'build/licenses/zxing-cpp.txt'), 'utf8').trim(),
  }
}

/** The package folder of a module: the innermost node_modules counts. */
function packageFolder(module: string): string[] {
  const found = /^(?:\0)?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module)
  const folder = found?.[1]
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? [folder] : []
}

/** A package without a license or its text must not be shipped: fails the build. */
function read(root: string, folder: string): Shipped {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Shipped
  const text = licenseText(folder) ?? textOf(join(root, 'build/licenses', `${name}.txt`))
  if (typeof license !== 'string' || text === null)
    throw new Error(`${name} has no license text: find it, and put it into build/licenses/${name}.txt`)
  return { name, version, license, text }
}

/** Some packages have it as the last section of their README. */
function licenseText(folder: string): string | null {
  const named = (pattern: RegExp): string | null => {
    const file = readdirSync(folder).find((entry) => pattern.test(entry))
    return file === undefined ? null : textOf(join(folder, file))
  }
  const chapter = /^(?:#+ )?Licen[cs]e\n(?:-+\n)?(.*)/ims
  return named(LICENSE_FILE) ?? chapter.exec(named(/^readme/i) ?? '')?.[1]?.trim() ?? null
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
