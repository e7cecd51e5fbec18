import { version } from '../../package.json' with { type: 'json' }
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect } from 'vitest'
import type { Download, Notice } from '../../contract/download.ts'
import { FLAT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { defaultSettings } from '../../contract/settings.ts'
import { sha256Of } from '../../demo/media.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
import type { SecretStore } from '../../main/interfaces.ts'
import { createServices, type Services } from '../../main/services.ts'
import { test as it } from '../fixtures.ts'

const worker = new URL('../../out/main/transfer-worker.js', import.meta.url)
if (!existsSync(fileURLToPath(worker)))
  throw new Error('out/main/transfer-worker.js is missing: npm run build comes first')
const noSecrets: SecretStore = {
  keychain: async () => 'session',
  onLateKeychain: () => undefined,
  read: async () => null,
  write: async () => {},
  remove: async () => {},
}

let folder = ''
let demo: DemoService
let services: Services
let logged: string[]
let notices: Notice[]

it.beforeEach(async ({ folder: root }) => {
  folder = join(root, 'recordings')
  mkdirSync(folder)
  logged = []
  notices = []
  demo = await startDemo()
  const write = (message: string, fields?: object) => logged.push(JSON.stringify({ message, ...fields }))
  services = createServices({
    home: join(root, 'home'),
    settings: {
      get: () => ({ ...defaultSettings, nameTemplate: FLAT_NAME_TEMPLATE, trusted: [] }),
      set: () => {},
      onChange: () => () => {},
    },
    secrets: noSecrets,
    log: { info: write, warn: write, error: write },
    language: () => 'en-US',
    transfers: worker,
    limits: () => ({
      ...{ parallelFiles: 3, maxRetries: 3, retryWaitMs: 1, stallTimeoutMs: 10_000 },
      bytesPerSecond: null,
    }),
    keepsQueue: true,
  })
  await services.start()
  services.onNotice((notice) => notices.push(notice))
  await signIn()
})
afterEach(async () => {
  await services.close()
  await demo.close()
})

async function signIn(): Promise<void> {
  const { appId, appKey, userId } = demo
  const credentials = { kind: 'appId', appId, appKey, userId } as const
  await services.session.signIn({ site: demo.url, credentials, remember: false })
}

function recording(topic: string) {
  const found = demo.recordings.find(({ subject }) => subject === topic)
  if (found === undefined) throw new Error(`no recording ${topic}`)
  return found
}

async function download(topic: string, ...fileTypes: string[]): Promise<Download[]> {
  const { confUUID } = recording(topic)
  const { ids, failed } = await services.downloads.addRecordings({ confUUIDs: [confUUID], fileTypes, folder })
  expect(failed).toEqual([])
  await services.downloads.whenIdle()
  return services.downloads.list().filter(({ id }) => ids.includes(id))
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const jsonOf = ({ fileName }: Download): string => join(folder, fileName.replace(/\.[^.]+$/, '.json'))

describe('the facts of record/info', () => {
  it('are known before the first byte, and are written to the description with the facts of the recording', async () => {
    const { confUUID, confID, seconds, startsAt, files } = recording('设计走查')
    const media = files.find(({ fileType }) => fileType === 'Sd')?.media
    demo.faults.next({ kind: 'slow', bytesPerSecond: 100_000 })
    await services.downloads.addRecordings({ confUUIDs: [confUUID], fileTypes: ['Sd'], folder })
    expect(services.downloads.list()).toMatchObject([{ receivedBytes: 0, totalBytes: media?.bytes }])
    await services.downloads.cancel('all')

    const [saved] = await download('设计走查', 'Sd')
    if (saved === undefined || media === undefined) throw new Error('nothing was saved')
    expect(saved).toMatchObject({ state: 'saved', sha256: sha256Of(media) })
    expect(readJson(jsonOf(saved))).toEqual({
      ...{ kind: 'meetkeep-recording', version: 2, app: version },
      meeting: {
        ...{ site: new URL(demo.url).host, confUUID, confID, subject: '设计走查', scheduler: '李娜' },
        ...{ start: new Date(startsAt).toISOString(), durationSeconds: seconds },
        ...{ audience: expect.any(String), sizeMB: expect.any(Number) },
        notTaken: files
          .filter(({ fileType }) => fileType !== 'Sd')
          .map(({ fileType }) => ({ fileType, parts: 1 })),
      },
      files: [
        {
          ...{ file: saved.fileName, bytes: media.bytes, sha256: sha256Of(media), savedAt: saved.savedAt },
          ...{ verifiedAt: null, requestId: expect.any(String), fileType: 'Sd', part: 1, parts: 1 },
        },
      ],
    })
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('are verified: a file of the right size and form with other bytes is not saved', async () => {
    demo.faults.next({ kind: 'changed', times: 50 })
    const [failed] = await download('设计走查', 'Hd')
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'HASH_MISMATCH' } })
    expect(readdirSync(folder).filter((name) => !name.includes('.part'))).toEqual([])
    // A fault on the server may be fixed meanwhile.
    demo.faults.clear()
    const [saved] = await download('设计走查', 'Hd')
    expect(saved).toMatchObject({ state: 'saved', id: failed?.id })
  })

  it('lead to audio-only files, whose links are not stored', async ({ folder: root }) => {
    const saved = await download('Release retrospective', 'audio')
    const { audio } = recording('Release retrospective')
    expect(saved.map(({ state, sha256 }) => [state, sha256])).toEqual(
      audio.map(({ media }) => ['saved', sha256Of(media)]),
    )
    expect(saved.map(({ fileName }) => fileName.slice(-4))).toEqual(['.m4a', '.m4a'])
    expect(saved.map((one) => readJson(jsonOf(one)))).toMatchObject([
      { files: [{ fileType: 'Audio', part: 1, parts: 2 }] },
      { files: [{ fileType: 'Audio', part: 2, parts: 2 }] },
    ])
    await services.close()
    const kept = [folder, join(root, 'home')].flatMap((path) =>
      readdirSync(path).flatMap((name) =>
        /\.jsonl?$/.test(name) ? readFileSync(join(path, name), 'utf8') : [],
      ),
    )
    expect(kept.length).toBeGreaterThanOrEqual(4)
    expect([...kept, ...logged].filter((text) => /onceToken|obs\/download/.test(text))).toEqual([])
  })

  it('are not requested again after a refusal until the next sign-in; the files are downloaded nevertheless', async () => {
    demo.faults.next({ kind: 'status', status: 403, on: 'api', path: '/record/info' })
    const [saved] = await download('Sound check', 'Hd')
    expect(saved).toMatchObject({ state: 'saved' })
    expect(demo.faults.pending()).toEqual([])
    const files = () => services.recordings.files(recording('Sound check').confUUID)
    // The service would answer now.
    expect((await files())[0]).not.toHaveProperty('bytes')
    await signIn()
    expect((await files())[0]).toHaveProperty('bytes')
  })

  it('are missing for old recordings, which are downloaded without them', async () => {
    const [saved] = await download('Accessibility review', 'Aux')
    const media = recording('Accessibility review').files.find(({ fileType }) => fileType === 'Aux')?.media
    expect(saved).toMatchObject({ state: 'saved', sha256: media && sha256Of(media) })
    expect(await services.recordings.files(recording('Weekly sync').confUUID)).toMatchObject([
      ...Array.from({ length: 3 }, () => ({ bytes: expect.any(Number) })),
    ])
  })
})

describe('the description of a saved recording', () => {
  it('never replaces an existing file, and is reported if there is no free name', async () => {
    const [first] = await download('Sound check', 'Sd')
    if (first === undefined) throw new Error('nothing was saved')
    const path = join(folder, first.fileName)
    rmSync(path)
    rmSync(jsonOf(first))
    mkdirSync(jsonOf(first))
    const [second] = await download('Sound check', 'Sd')
    expect(second).toMatchObject({ state: 'saved', fileName: first.fileName })
    expect(readJson(`${path}.json`)).toMatchObject({ files: [{ file: first.fileName }] })
    expect(notices).toEqual([])

    rmSync(path)
    rmSync(`${path}.json`)
    mkdirSync(`${path}.json`)
    const [third] = await download('Sound check', 'Sd')
    expect(third).toMatchObject({ state: 'saved', fileName: first.fileName })
    expect(notices).toEqual([{ kind: 'sidecar-not-written', subject: path }])
  })
})
