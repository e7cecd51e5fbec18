import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { DEFAULT_LANGUAGE, entryOf, type Language, LANGUAGE_TAGS } from '../i18n/languages.ts'

/** What electron-builder has to know of languages, beyond electron-builder.yml. */
export interface PackageLanguages {
  /** Chromium's own texts in other languages are left out. */
  electronLanguages: string[]
  /** The first is what the installer speaks where the system speaks none of them. */
  nsis: { installerLanguages: string[] }
}

const withDefaultFirst = [DEFAULT_LANGUAGE, ...LANGUAGE_TAGS.filter((tag) => tag !== DEFAULT_LANGUAGE)]

export const packageLanguages = (): PackageLanguages => ({
  electronLanguages: withDefaultFirst,
  nsis: { installerLanguages: withDefaultFirst.map((tag) => tag.replaceAll('-', '_')) },
})

/** macOS looks for a folder of the locale, or of the development region (CFBundleDevelopmentRegion), which is en. */
const lprojOf = (tag: Language): string => (tag === DEFAULT_LANGUAGE ? 'en' : tag.replaceAll('-', '_'))

/** Why macOS asks the user, by the path of the file in the bundle's resources: `zh_CN.lproj/InfoPlist.strings`. */
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
 * Writes beside the bundles what a package needs in each language: `package-languages.json` for electron-builder
 * (scripts/packaged-languages.mjs) and `mac/` for the bundle's resources.
 *
 * @param out the folder that is built.
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
