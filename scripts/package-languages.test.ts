import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { LANGUAGE_TAGS } from '../i18n/languages.ts'
import { infoPlistStrings, packageLanguages } from './package-languages.ts'

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')

test('a package has the languages of the app', () => {
  const { electronLanguages, nsis } = packageLanguages()
  expect(electronLanguages.toSorted()).toEqual(LANGUAGE_TAGS.toSorted())
  expect(nsis.installerLanguages[0]).toBe('en_US')
  expect(nsis.installerLanguages).toContain('zh_CN')
  expect(nsis.installerLanguages).toHaveLength(LANGUAGE_TAGS.length)
})

test('macOS shows the reasons of its permission requests in each of them', async () => {
  const files = await infoPlistStrings()
  expect(files.size).toBe(LANGUAGE_TAGS.length)
  expect(files.get('en.lproj/InfoPlist.strings')).toBe(
    'NSCameraUsageDescription = "Meetkeep uses the camera to read QR codes of meeting minutes.";\n' +
      'NSScreenCaptureUsageDescription = "Meetkeep looks for QR codes of meeting minutes on the screen.";\n',
  )
  expect(files.get('zh_CN.lproj/InfoPlist.strings')).toContain('NSCameraUsageDescription = "相机')
})

test('the package contains the same English reasons for other languages of macOS', async () => {
  const { mac } = parse(read('electron-builder.yml')) as {
    mac: { extendInfo: Record<string, string | boolean> }
  }
  const { CFBundleDevelopmentRegion: region, LSFileQuarantineEnabled, ...reasons } = mac.extendInfo
  expect(LSFileQuarantineEnabled).toBe(true)
  expect(region).toBe('en')
  const english = (await infoPlistStrings()).get(`${region}.lproj/InfoPlist.strings`)
  for (const [key, text] of Object.entries(reasons)) expect(english).toContain(`${key} = "${text}";`)
})
