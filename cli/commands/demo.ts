import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sha256Of } from '../../demo/media.ts'
import type { DemoService } from '../../demo/service.ts'
import { startDemo } from '../../demo/service.ts'
import type { SourceCatalogue } from '../../i18n/catalogue.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import { parseMinutesLink } from '../../qr/link.ts'
import { localTime } from '../dates.ts'
import type { Environment } from '../environment.ts'
import { readEnvironment } from '../environment.ts'
import { EXIT, statusOfStop } from '../exit-status.ts'
import { withSubject } from '../failure-text.ts'
import { headsOf } from '../labels.ts'
import { openServices } from '../open-services.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { readCodes } from '../read-picture.ts'
import { duration, fit, size, table } from '../text.ts'

const DAY = 86_400_000

/** Environment lines that point any other command to a demo service. */
function environmentOf(service: DemoService): Record<string, string> {
  return {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_USER_ID: service.userId,
    MEETKEEP_MEETINGS_URL: service.meetingsUrl,
  }
}

/** Runs only the service, until interrupted. `port` 0: any free port. */
export async function serveDemo(output: Output, port: number, interrupted: AbortSignal): Promise<number> {
  const service = await startDemo({ port })
  const env = environmentOf(service)
  output.json({ url: service.url, env, account: service.account, password: service.password })
  for (const [name, value] of Object.entries(env)) output.line(`${name}=${value}`)
  const t = textOf(output.language)
  const { url } = service
  const names = ['save-minutes-photo.jpg', 'two-codes.png', 'open-file-list.png', 'other-host.png'].join(', ')
  output.remark(
    [
      `\n${t('terminalDemo.serving', { url })}`,
      t('terminalDemo.pictures', { url: `${url}/demo/qr/save-minutes.png`, names }),
      t('terminalDemo.faults'),
      `  curl -H 'Content-Type: application/json' -d '{"kind":"cut","afterBytes":1000000}' ${url}/demo/faults`,
    ].join('\n'),
  )
  await new Promise<void>((done) => interrupted.addEventListener('abort', () => done(), { once: true }))
  await service.close()
  return EXIT.done
}

type StepName = keyof SourceCatalogue['terminalDemo']['steps']

interface Step {
  step: StepName
  ok: boolean
  detail: string
}

/** Runs the whole main workflow against its own demo service, printing each step; leaves nothing on disk. */
export async function runDemo(output: Output, base: Environment, interrupted: AbortSignal): Promise<number> {
  const service = await startDemo()
  const folder = await mkdtemp(join(tmpdir(), 'meetkeep-demo-'))
  const environment: Environment = {
    ...readEnvironment({ ...environmentOf(service), MEETKEEP_HOME: join(folder, 'home') }),
    language: base.language,
  }
  const steps: Step[] = []
  const t = textOf(output.language)
  const check = (step: StepName, ok: boolean, detail: string) => {
    steps.push({ step, ok, detail })
    output.line(`${ok ? '✓' : '✗'} ${withSubject(t(`terminalDemo.steps.${step}`), detail, t)}`)
  }
  try {
    check('service', true, t('terminalDemo.service', { url: service.url }))
    const opened = await openServices(environment, { usesState: true, limits: { retryWaitMs: 300 } })
    interrupted.addEventListener('abort', () => void opened.services.downloads.pause('all'), { once: true })
    try {
      await signInAndList(opened, output, check)
      await downloadWithACut(opened, service, join(folder, 'recordings'), output, check)
      await saveAPicture(opened, service, folder, t, check)
      await showTheRest(opened, t, check)
    } finally {
      await opened.close()
    }
    check('signed out', service.liveTokens() === 0, t('terminalDemo.signedOut'))
  } finally {
    await service.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const isWhole = steps.every(({ ok }) => ok)
  output.json({ ok: isWhole, steps })
  if (interrupted.aborted) return statusOfStop(interrupted)
  output.line(`\n${isWhole ? t('terminalDemo.allDone') : t('terminalDemo.someFailed')}`)
  return isWhole ? EXIT.done : EXIT.failed
}

type Check = (step: StepName, ok: boolean, detail: string) => void

async function signInAndList({ services, signIn }: Opened, output: Output, check: Check): Promise<void> {
  await signIn()
  const t = textOf(output.language)
  const { account } = services.session.state()
  const user = { name: account?.name ?? '' }
  const signedIn =
    account?.isAdmin === true ? t('terminalDemo.administrator', user) : t('terminalDemo.user', user)
  check('sign-in', account !== null, signedIn)
  const range = { from: new Date(Date.now() - 200 * DAY).toISOString(), to: new Date().toISOString() }
  const { items, count } = await services.recordings.list({ ...range, allUsers: true })
  check('list', items.length === count && count > 0, t('terminalDemo.listed', { total: String(count) }))
  const newest = items
    .slice(0, 5)
    .map(({ startTime, durationSeconds, state, subject }) => [
      localTime(startTime),
      duration(durationSeconds),
      t(`terminal.recordings.states.${state}`),
      fit(subject, 40),
    ])
  output.line(table(headsOf(t, 'start', 'length', 'state', 'topic'), newest).replace(/^/gm, '    '))
}

async function downloadWithACut(
  { services }: Opened,
  service: DemoService,
  folder: string,
  output: Output,
  check: Check,
): Promise<void> {
  const recording = service.recordings.find(({ subject }) => subject === '设计走查')
  const file = recording?.files.find(({ fileType }) => fileType === 'Hd')
  if (recording === undefined || file === undefined) throw new Error('the demo service lacks its recording')
  const cutAt = Math.floor(file.media.bytes / 2)
  service.faults.next({ kind: 'cut', afterBytes: cutAt, path: file.path })
  const t = textOf(output.language)
  const about = { topic: recording.subject, type: file.fileType, size: size(file.media.bytes) }
  output.line(`  ${t('terminalDemo.downloading', about)}`)
  await mkdir(folder)
  const before = service.mediaRequests().length
  const { ids } = await services.downloads.addRecordings({
    confUUIDs: [recording.confUUID],
    fileTypes: ['hd'],
    folder,
  })
  await services.downloads.whenIdle()
  const [download] = services.downloads.list().filter(({ id }) => ids.includes(id))
  const requests = service.mediaRequests().slice(before)
  const from = /^bytes=(\d+)-/.exec(requests[1]?.range ?? '')?.[1]
  check(
    'cut and resumed',
    requests.length === 2 && Number(from) > 0,
    t('terminalDemo.resumed', { links: String(requests.length), from: from ?? '-' }),
  )
  const isSaved = download?.state === 'saved'
  check('saved', isSaved, isSaved ? download.fileName : `${download?.state} ${download?.failure?.code ?? ''}`)
  if (!isSaved) return
  const hash = createHash('sha256')
  await pipeline(createReadStream(join(download.folder, download.fileName)), hash)
  const found = hash.digest('hex')
  check(
    'verified',
    found === sha256Of(file.media) && found === download.sha256,
    t('terminalDemo.verified', { hash: found.slice(0, 16) }),
  )
  const again = await services.downloads.addRecordings({
    confUUIDs: [recording.confUUID],
    fileTypes: ['Hd'],
    folder,
  })
  check('not fetched twice', again.known === 1 && again.added === 0, t('terminalDemo.known'))
}

async function saveAPicture(
  { services }: Opened,
  service: DemoService,
  folder: string,
  t: Text,
  check: Check,
): Promise<void> {
  const path = join(folder, 'photo.jpg')
  const picture = await fetch(`${service.url}/demo/qr/save-minutes-photo.jpg`)
  await writeFile(path, Buffer.from(await picture.arrayBuffer()))
  const text = (await readCodes(path))[0]?.text ?? ''
  const link = parseMinutesLink(text)
  check('code read', link.ok, t('terminalDemo.read', { text: text.slice(0, 60) }))
  if (!link.ok) return
  const { owner } = services.minutes.preview(text)
  const saved = await services.minutes.save(text)
  const arrived = service.minutesSaves().at(-1)?.body
  const isSame = JSON.stringify(arrived) === JSON.stringify(Object.fromEntries(link.entries))
  check(
    'minutes saved',
    saved.failure === null && isSame,
    t('terminalDemo.minutesSaved', {
      owner: owner ?? '',
      request: t('terminal.request', { id: saved.requestId ?? '' }),
    }),
  )
}

async function showTheRest({ services }: Opened, t: Text, check: Check): Promise<void> {
  const program = await services.programs.get('6cffb6ffbb6049d1b21c1c4e39fcb2e0')
  check(
    'program',
    program.materials.length === 3,
    t('terminalDemo.materials', {
      name: program.name,
      total: String(program.materials.length),
      duration: duration(program.playSeconds),
    }),
  )
  const onServer = await services.meetings.onServer()
  check(
    'meetings of the server',
    onServer.length > 0,
    t('terminalDemo.onServer', { total: String(onServer.length) }),
  )
  const now = Date.now()
  const lastMonth = { from: new Date(now - 30 * 86_400_000).toISOString(), to: new Date(now).toISOString() }
  const inCloud = await services.meetings.inCloud({ ...lastMonth, allUsers: true })
  const recorded = inCloud.filter(({ hasRecording }) => hasRecording).length
  const inCloudText = t('terminalDemo.inCloud', { total: String(inCloud.length), recorded: String(recorded) })
  check('meetings of the cloud', recorded > 0, inCloudText)
}
