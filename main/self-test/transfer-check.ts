import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { savedIdOf } from '../library/saved-id.ts'
import type { Services } from '../services.ts'
import { type Finding, failed, passed } from './checks.ts'

const DAY_MS = 86_400_000
/** Large enough for the resumed transfer to send a range: its overlap with the existing bytes is smaller. */
const CUT_AFTER_BYTES = 1_000_000
/** From the embedded service (demo/control.ts). */
const requestsSchema = z.array(z.object({ path: z.string(), range: z.string() }))

export interface TransferTrial {
  finding: Finding
  /** Library id of the film that was saved; null when none was. */
  film: string | null
}

/**
 * Signs in to the embedded service and downloads one film, whose connection the service cuts once: the worker
 * starts, resumes the transfer, verifies it and gives it its final name.
 */
export async function tryTransfer(options: {
  services: Pick<Services, 'tryDemo' | 'recordings' | 'downloads' | 'library'>
  folder: string
  worker: string
  isPackaged: boolean
}): Promise<TransferTrial> {
  const { services, folder, worker, isPackaged } = options
  const none = (detail: string): TransferTrial => ({ finding: failed(detail), film: null })
  if (isPackaged && !worker.includes('app.asar')) return none(`the worker is not in the archive: ${worker}`)

  const { account } = await services.tryDemo()
  if (account === null) return none('the embedded service refused the sign-in')
  const range = { from: new Date(Date.now() - 30 * DAY_MS).toISOString(), to: new Date().toISOString() }
  const { items } = await services.recordings.list({ ...range, allUsers: true })
  const recording = items.find(({ state }) => state === 'ready')
  if (recording === undefined) return none('the embedded service lists no recording')

  await post(`${account.baseUrl}/demo/faults`, { kind: 'cut', afterBytes: CUT_AFTER_BYTES })
  const before = (await requestsOf(account.baseUrl)).length
  await mkdir(folder, { recursive: true })
  const { ids } = await services.downloads.addRecordings({
    confUUIDs: [recording.confUUID],
    fileTypes: ['Hd'],
    folder,
  })
  await services.downloads.whenIdle()
  const download = services.downloads.list().find(({ id }) => ids.includes(id))
  if (download?.state !== 'saved')
    return none(`the file is ${download?.state ?? 'not there'} ${download?.failure?.code ?? ''}`)

  const hash = createHash('sha256')
  await pipeline(createReadStream(join(download.folder, download.fileName)), hash)
  if (hash.digest('hex') !== download.sha256) return none('the file is not what was received')
  const requests = (await requestsOf(account.baseUrl)).slice(before)
  if (requests.length !== 2 || !/^bytes=[1-9]/.test(requests[1]?.range ?? ''))
    return none(
      `${requests.length} requests, the second from "${requests[1]?.range ?? ''}": it was not resumed`,
    )
  return {
    finding: passed(
      `${download.receivedBytes} bytes, cut once and resumed${isPackaged ? ', by the worker in the archive' : ''}`,
    ),
    film: savedIdOf(download.source),
  }
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
}

async function requestsOf(baseUrl: string): Promise<z.infer<typeof requestsSchema>> {
  return requestsSchema.parse(await (await fetch(`${baseUrl}/demo/requests`)).json())
}
