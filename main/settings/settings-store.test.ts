import { X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { expect, vi } from 'vitest'
import { defaultSettings } from '../../contract/settings.ts'
import { openSettings } from './settings-store.ts'
import { isPosix } from '../../test/platform.ts'
import { test } from '../../test/fixtures.ts'

let folder = ''
test.beforeEach(({ folder: madeFolder }) => {
  folder = madeFolder
})

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const file = (): string => join(folder, 'settings.json')
// Any certificate: the first that Node itself trusts.
const [pem = ''] = rootCertificates
const { fingerprint256: fingerprint } = new X509Certificate(pem)
const certificate = { host: 'h:443', fingerprint, pem, issuer: 'i', validTo: 'v', trustedAt: 't' }

test('starts with the defaults and stores changes, readable by the user alone', () => {
  const settings = openSettings(folder, log)
  expect(settings.get()).toEqual({ ...defaultSettings, trusted: [] })
  const listener = vi.fn()
  const stop = settings.onChange(listener)
  settings.set({ theme: 'dark', trusted: [certificate], folder: '/videos' })
  stop()
  settings.set({ parallelFiles: 5 })
  expect(listener).toHaveBeenCalledOnce()
  if (isPosix) expect(statSync(file()).mode & 0o777).toBe(0o600)
  const expected = {
    ...defaultSettings,
    theme: 'dark',
    folder: '/videos',
    parallelFiles: 5,
    trusted: [certificate],
  }
  expect(openSettings(folder, log).get()).toEqual(expected)
})

test('damaged fields fall back to their defaults one by one', () => {
  writeFileSync(
    file(),
    JSON.stringify({
      theme: 'purple',
      parallelFiles: 400,
      language: 'zh-CN',
      trusted: [
        certificate,
        { host: 1 },
        // Shown with another fingerprint than that of the trusted certificate.
        { ...certificate, host: 'x:443', fingerprint: 'AB' },
        { ...certificate, host: 'y:443', pem: 'p' },
      ],
      fileTypes: 'Hd',
    }),
  )
  const opened = openSettings(folder, log)
  expect(opened.get()).toEqual({ ...defaultSettings, language: 'zh-CN', trusted: [certificate] })
  // Reported once.
  expect(opened.untrusted).toEqual(['?', 'x:443', 'y:443'])
  expect(openSettings(folder, log)).toMatchObject({ untrusted: [] })
  expect(openSettings(folder, log).get().trusted).toEqual([certificate])
})

test.each(['{"theme":', 'nonsense', '\0\0\0\0'])('a file of %j is moved aside and the app starts', (text) => {
  writeFileSync(file(), text)
  const settings = openSettings(folder, log, () => new Date('2026-01-02T03:04:05Z'))
  expect(settings.get()).toEqual({ ...defaultSettings, trusted: [] })
  expect(settings.quarantined).toBe(`${file()}.corrupt-2026-01-02T03-04-05.000Z`)
  expect(readFileSync(settings.quarantined ?? '', 'utf8')).toBe(text)
  settings.set({ theme: 'light' })
  expect(openSettings(folder, log)).toMatchObject({ quarantined: null })
  expect(openSettings(folder, log).get().theme).toBe('light')
  expect(readdirSync(folder)).toHaveLength(2)
})

test('the window position is stored beside the settings, not among them', () => {
  const settings = openSettings(folder, log)
  expect(settings.window.get()).toBeUndefined()
  settings.window.set({ x: 1 })
  settings.set({ theme: 'dark' })
  const next = openSettings(folder, log)
  expect(next.window.get()).toEqual({ x: 1 })
  expect(next.get()).not.toHaveProperty('window')
})

test('a setting that cannot be written is rejected; the window position is not', () => {
  const settings = openSettings(folder, log)
  settings.set({ theme: 'dark' })
  const listener = vi.fn()
  settings.onChange(listener)
  rmSync(file())
  mkdirSync(join(file(), 'in the way'), { recursive: true })
  expect(() => settings.set({ theme: 'light' })).toThrow(expect.objectContaining({ code: 'DISK_ERROR' }))
  expect(settings.get().theme).toBe('dark')
  expect(listener).not.toHaveBeenCalled()
  settings.window.set({ x: 1 })
  expect(settings.window.get()).toEqual({ x: 1 })
  expect(log.warn).toHaveBeenCalledOnce()
})

test('a folder of that name is moved aside with its content', () => {
  mkdirSync(join(file(), 'inside'), { recursive: true })
  const { quarantined } = openSettings(folder, log)
  expect(readdirSync(quarantined ?? '')).toEqual(['inside'])
})

test('a one-time notice is shown once, also after a restart', () => {
  const settings = openSettings(folder, log)
  expect(settings.isFirstTime('a')).toBe(true)
  expect(settings.isFirstTime('a')).toBe(false)
  expect(settings.isFirstTime('b')).toBe(true)
  expect(openSettings(folder, log).isFirstTime('a')).toBe(false)
  expect(openSettings(folder, log).get()).not.toHaveProperty('told')
})
