import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { DEFAULT_LANGUAGE, entryOf, type Language, LANGUAGE_TAGS } from '../i18n/languages.ts'

/** The language-dependent configuration of electron-builder, beyond electron-builder.yml. */
export interface PackageLanguages {
  /** Chromium's own texts in other languages are omitted. */
  electronLanguages: string[]
  /** The first is the installer's fallback language. */
  nsis: { installerLanguages: string[] }
}

const withDefaultFirst = [DEFAULT_LANGUAGE, ...LANGUAGE_TAGS.filter((tag) => tag !== DEFAULT_LANGUAGE)]

export const packageLanguages = (): PackageLanguages => ({
  electronLanguages: withDefaultFirst,
  nsis: { installerLanguages: withDefaultFirst.map((tag) => tag.replaceAll('-', '_')) },
})

/**
 * macOS looks for a folder of the locale, or of the development region (CFBundleDevelopmentRegion), which is
 * en.
 */
const lprojOf = (tag: Language): string => (tag === DEFAULT_LANGUAGE ? 'en' : tag.replaceAll('-', '_'))

/**
 * The usage descriptions of macOS permissions, by path of the file in the bundle's resources:
 * `zh_CN.lproj/InfoPlist.strings`.
 */
export async function infoPlistStrings(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const tag of LANGUAGE_TAGS) {
    const { permissions } = (await entryOf(tag).load()).texts
    const lines = Object.entries(permissions).map(([key, text]) => `${key} = ${JSON.stringify(text)};\n`)
    files.set(`${lprojOf(tag)}.lproj/InfoPlist.strings`, lines.join(''))
  }
  return files
}

/**
 * Writes the language-dependent files of a package beside the bundles: `package-languages.json` for
 * electron-builder (scripts/packaged-languages.mjs) and `mac/` for the bundle's resources.
 *
 * @param out the output folder of the build.
 */
export function writePackageLanguages(out: string): Plugin {
  return {
    name: 'package-languages',
    apply: 'build',
    async closeBundle() {
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(out, path)), { recursive: true })
        writeFileSync(join(out, path), text)
      }
      write('package-languages.json', JSON.stringify(packageLanguages()))
      for (const [path, text] of await infoPlistStrings()) write(`mac/${path}`, text)
    },
  }
}
