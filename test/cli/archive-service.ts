import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type DemoRecording, makeRecordings } from '../../demo/recordings.ts'
import { type DemoService, startDemo } from '../../demo/service.ts'
import { meetkeep, testFolder } from './run.ts'

const DAY = 86_400_000

/** A service for the archive of one test. */
export interface ArchiveService {
  service: DemoService
  /** One of one file a day, the oldest last; older than any look-back. */
  recordings: DemoRecording[]
  root: string
  /** In `root`; it does not exist yet. */
  folder: string
  /** Of a home that knows nothing. */
  environment(): Record<string, string>
  /** The paths of all calls for recordings so far. */
  calls(): Promise<string[]>
  /** One pass with --json; `media` and `calls` are what it asked the service for. */
  pass(
    more?: string[],
    env?: Record<string, string>,
    onLine?: Parameters<typeof meetkeep>[2],
  ): Promise<PassOfTest>
}

interface PassOfTest {
  status: number | null
  lines: Record<string, unknown>[]
  summary: Record<string, unknown> | undefined
  calls: number
  media: number
}

export async function startArchive(count: number): Promise<ArchiveService> {
  const now = Date.now()
  const model = makeRecordings(now).find(({ subject }) => subject === 'Sound check') as DemoRecording
  const recordings = Array.from({ length: count }, (_, n): DemoRecording => {
    const startsAt = now - (n + 3) * DAY
    const confUUID = (n + 1).toString(16).padStart(32, '0')
    const files = model.files.slice(0, 1).map((file) => ({ ...file, path: `/media/${confUUID}/0_0.mp4` }))
    const of = { confUUID, subject: `Meeting ${n}`, startsAt, readyAt: startsAt, announcedAt: startsAt }
    return { ...model, ...of, files, isUnavailable: false }
  })
  const service = await startDemo({ recordings })
  onTestFinished(() => service.close())
  const root = await testFolder()
  const folder = join(root, 'archive')
  let homes = 0
  const environment = () => ({
    ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
    MEETKEEP_HOME: join(root, `home ${(homes += 1)}`),
  })
  const calls = async (): Promise<string[]> => {
    const answer = await fetch(`${service.url}/demo/calls`, { headers: { Connection: 'close' } })
    return ((await answer.json()) as string[]).filter((path) => path.startsWith('/v1/mmc/management'))
  }
  return {
    ...{ service, recordings, root, folder, environment, calls },
    pass: async (more = [], env = {}, onLine) => {
      const [before, media] = [(await calls()).length, service.mediaRequests().length]
      const args = ['archive', 'run', '--to', folder, '--all', '--json', '--retry-wait', '0.1', ...more]
      const { status, lines } = await meetkeep(args, { ...environment(), ...env }, onLine)
      const [asked, fetched] = [(await calls()).length - before, service.mediaRequests().length - media]
      return { status, lines, summary: lines.at(-1), calls: asked, media: fetched }
    },
  }
}
