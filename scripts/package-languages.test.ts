import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { infoPlistStrings, packageLanguages } from './package-languages.ts'

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')

test('a package speaks the languages of the app', () => {
  expect(packageLanguages()).toEqual({
    electronLanguages: ['en-US', 'zh-CN'],
    nsis: { installerLanguages: ['en_US', 'zh_CN'] },
  })
})

test('macOS says in each of them why it asks', async () => {
  const files = await infoPlistStrings()
  expect([...files.keys()].toSorted()).toEqual([
    'en.lproj/InfoPlist.strings',
    'zh_CN.lproj/InfoPlist.strings',
  ])
  expect(files.get('en.lproj/InfoPlist.strings')).toBe(
    'NSCameraUsageDescription = "The camera reads the QR code of meeting minutes.";\n' +
      'NSScreenCaptureUsageDescription = "A picture of the screen is searched for the QR code of meeting minutes.";\n',
  )
  expect(files.get('zh_CN.lproj/InfoPlist.strings')).toContain('NSCameraUsageDescription = "相机')
})

test('the package says the same in English where macOS has none of them', async () => {
  const { mac } = parse(read('electron-builder.yml')) as { mac: { extendInfo: Record<string, string> } }
  const { CFBundleDevelopmentRegion: region, ...reasons } = mac.extendInfo
  expect(region).toBe('en')
  const english = (await infoPlistStrings()).get(`${region}.lproj/InfoPlist.strings`)
  for (const [key, text] of Object.entries(reasons)) expect(english).toContain(`${key} = "${text}";`)
})
