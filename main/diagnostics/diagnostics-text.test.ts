import { expect, test } from 'vitest'
import type { Download } from '../../contract/download.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { type Diagnostics, diagnosticsText } from './diagnostics-text.ts'

const given: Diagnostics = {
  at: new Date('2026-11-20T08:00:00Z'),
  versions: { Meetkeep: '1.2.3', system: 'linux 6.1 x64' },
  settings: { ...defaultSettings, trusted: [] },
  keychain: 'system',
  downloads: [],
  log: [],
  folders: { '/home/liu': '~' },
}

test('describes each part under its heading', () => {
  const downloads = [
    { state: 'saved', failure: null },
    { state: 'saved', failure: null },
    { state: 'failed', failure: { code: 'DISK_FULL' } },
  ] as Download[]
  const text = diagnosticsText({ ...given, downloads, log: ['{"message":"one"}', '{"message":"two"}'] })
  expect(text).toContain('Meetkeep diagnostics, 2026-11-20T08:00:00.000Z')
  expect(text).toContain('Meetkeep: 1.2.3')
  expect(text).toContain('parallelFiles: 3')
  expect(text).toContain('saved: 2\nfailed DISK_FULL: 1')
  expect(text).toMatch(/one"}\n{"message":"two"}\n$/)
  expect(diagnosticsText(given)).toContain('== Downloads\n(none)')
})

test('contains no personal data, and no secret from a log line', () => {
  const proxy = { mode: 'manual', url: 'http://proxy.example:8080', username: 'liu.wei' } as const
  const pem = 'BEGIN CERTIFICATE'
  const text = diagnosticsText({
    ...given,
    settings: {
      ...given.settings,
      proxy,
      folder: '/home/liu/Recordings',
      meetingsUrl: 'https://meeting.example/x?token=hush-1',
      trusted: [{ host: 'h', fingerprint: 'AA:BB', issuer: 'i', validTo: 'v', trustedAt: 't', pem }],
    },
    log: ['{"detail":"at /home/liu/x","more":"Authorization: Bearer hush-2-hush-2"}', 'to liu@example.com'],
  })
  expect(text).toContain('folder: ~/Recordings')
  expect(text).toContain('at ~/x')
  expect(text).toContain('proxy.example:8080')
  expect(text).not.toMatch(/hush|liu|BEGIN CERTIFICATE/)
})

test('redacts a Windows folder in its JSON spelling', () => {
  const log = [JSON.stringify({ detail: 'C:\\Users\\liu\\x' }), 'C:\\Users\\liu\\y']
  const text = diagnosticsText({ ...given, log, folders: { 'C:\\Users\\liu': '~' } })
  expect(text).not.toContain('liu')
})
