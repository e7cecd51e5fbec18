import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { certificateMaker } from '../certificates.ts'
import { APP, startMeetingService } from '../integration/meeting-service.ts'
import { OTHER_UUID, startOtherService } from './other-service.ts'
import { meetkeep, testFolder } from './run.ts'

/** A test authority, and its certificate for 127.0.0.1. */
async function makeCertificates(folder: string): Promise<{ ca: string; key: string; cert: string }> {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  await writeFile(join(folder, 'san'), 'subjectAltName=IP:127.0.0.1')
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  )
  openssl('req', ...newKey, '-keyout', 'host.key', '-out', 'host.csr', '-subj', '/CN=host')
  const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'san', '-days', '2']
  openssl('x509', '-req', '-in', 'host.csr', '-out', 'host.pem', ...sign)
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  return { ca: join(folder, 'ca.pem'), key: await read('host.key'), cert: await read('host.pem') }
}

it('trusts the authority of MEETKEEP_CA_FILE besides the default ones, for calls and downloads', async () => {
  const folder = await testFolder()
  const { ca, key, cert } = await makeCertificates(folder)
  const service = await startOtherService({ honoursRange: true, tls: { key, cert } })
  try {
    const env = {
      MEETKEEP_SITE: service.url,
      MEETKEEP_APP_ID: service.appId,
      MEETKEEP_APP_KEY: service.appKey,
      MEETKEEP_HOME: join(folder, 'home'),
    }
    const args = [
      'recordings',
      'download',
      OTHER_UUID,
      '--to',
      join(folder, 'out'),
      '--types',
      'aux',
      '--json',
    ]
    const refused = await meetkeep(args, env)
    expect(refused.status).toBe(1)
    expect(refused.lines).toMatchObject([{ error: { code: 'CERT_UNTRUSTED' } }])
    expect(service.calls).toEqual([])
    const trusted = await meetkeep(args, { ...env, MEETKEEP_CA_FILE: ca })
    expect(trusted.status).toBe(0)
    expect(trusted.lines.at(-1)).toMatchObject({ saved: [{ fileType: 'Aux', sha256: service.sha256 }] })
    const missing = await meetkeep(args, { ...env, MEETKEEP_CA_FILE: join(folder, 'none.pem') })
    expect(missing.status).toBe(2)
  } finally {
    await service.close()
  }
})

it('trusts the certificates of --trust and MEETKEEP_TRUST_FILE, each for its host alone', async () => {
  const make = certificateMaker()
  onTestFinished(make.remove)
  const [api, media] = [make.selfSigned('api'), make.selfSigned('media', { names: 'DNS:elsewhere.example' })]
  const service = await startMeetingService(api, media, ['m1'])
  onTestFinished(service.close)
  const folder = await testFolder()
  const options = ['--types', 'aux', '--json', '--max-retries', '0', '--to', join(folder, 'out')]
  const download = (args: string[], env: Record<string, string> = {}) =>
    meetkeep(['recordings', 'download', 'm1', ...options, ...args], {
      MEETKEEP_SITE: service.url,
      MEETKEEP_APP_ID: APP.appId,
      MEETKEEP_APP_KEY: APP.appKey,
      MEETKEEP_USER_ID: APP.userId,
      MEETKEEP_HOME: join(folder, 'home'),
      ...env,
    })

  const refused = await download([])
  expect(refused.status).toBe(1)
  expect(refused.lines).toMatchObject([
    { error: { code: 'CERT_UNTRUSTED', params: { host: service.host, fingerprint: api.fingerprint } } },
  ])
  const trust = `${service.host}=${api.fingerprint}`
  const half = await download(['--trust', trust])
  expect(half.lines.at(-1)).toMatchObject({
    failed: [
      {
        error: {
          code: 'CERT_UNTRUSTED',
          params: { host: service.mediaHost, fingerprint: media.fingerprint },
        },
      },
    ],
  })
  const swapped = await download(['--trust', `${service.host}=${media.fingerprint}`])
  expect(swapped.lines).toMatchObject([{ error: { code: 'CERT_UNTRUSTED' } }])
  expect(service.downloads).toEqual([])

  const file = join(folder, 'trust')
  await writeFile(
    file,
    `# media\n${service.mediaHost}=${media.fingerprint.replaceAll(':', '').toLowerCase()}\n`,
  )
  const both = await download(['--trust', trust], { MEETKEEP_TRUST_FILE: file })
  expect(both.lines.at(-1)).toMatchObject({ saved: [{ sha256: service.sha256Of('m1/Aux') }], failed: [] })
  expect(both.status).toBe(0)
  expect((await download(['--trust', 'no-fingerprint'])).status).toBe(2)
})
