import { randomUUID } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccountState } from '../../contract/account.ts'
import type { Check, Finding } from '../../contract/doctor.ts'
import { AppError, toFailure } from '../../contract/errors.ts'
import type { RecordingQuery } from '../../contract/recording.ts'
import type { Http } from '../cloud/http.ts'
import { baseUrlOf, siteUrl } from '../cloud/site-url.ts'
import { toDiskError } from '../files/disk-error.ts'
import { freeBytes, SPARE_BYTES } from '../files/disk-space.ts'
import { makeDurable } from '../files/open-file.ts'
import { TUNNEL_TIMEOUT_MS } from '../network/network.ts'
import type { ResolveRoutes } from '../network/proxy.ts'
import type { SettingsAccess } from '../interfaces.ts'
import { bad, good, readAttempt, untested } from './findings.ts'

/** The user is waiting; a proxy that does not answer has been reported by then. */
const PATIENCE_MS = TUNNEL_TIMEOUT_MS + 5_000
const DAY_MS = 86_400_000

export interface Doctor {
  /**
   * Tests the network, the sign-in and the download folder; never rejects. Changes nothing, except for an
   * empty file in the folder, which is deleted again at once.
   */
  examine(options: {
    /** null: none chosen. */
    folder: string | null
    /** Signs in first, if the sign-in is to be tested too. */
    signIn?: () => Promise<void>
  }): Promise<Finding[]>
}

export function createDoctor(deps: {
  settings: SettingsAccess
  session: { state(): AccountState }
  http: Http
  resolveRoutes: ResolveRoutes
  /** Any call that needs the sign-in, with the smallest possible answer. */
  listRecordings: (query: RecordingQuery) => Promise<unknown>
}): Doctor {
  const { settings, session, http, resolveRoutes, listRecordings } = deps

  const wayThere = async (site: string): Promise<Finding[]> => {
    let url: URL
    try {
      url = siteUrl(baseUrlOf(site), '/')
    } catch (error) {
      return [untested('proxy', 'site'), bad('site', toFailure(error)), untested('certificate', 'site')]
    }
    // Any answer will do: without a token nothing can be read there.
    const failure = await http
      .send({ method: 'GET', url, timeoutMs: PATIENCE_MS })
      .then(() => null, toFailure)
    const routes = await resolveRoutes(new URL(url.origin)).catch(() => [])
    const isTrustedByHand = settings.get().trusted.some(({ host }) => host === url.host)
    return readAttempt({ url, routes, failure, isTrustedByHand })
  }

  const signedIn = async (signIn?: () => Promise<void>): Promise<Finding> => {
    try {
      await signIn?.()
      const { account, failure } = session.state()
      if (account === null) return bad('signIn', failure ?? new AppError('AUTH_REQUIRED').failure)
      const now = Date.now()
      const [from = '', to = ''] = [now - DAY_MS, now].map((moment) => new Date(moment).toISOString())
      await listRecordings({ from, to })
      return good('signIn', 'accepted', { name: account.name || account.userId })
    } catch (error) {
      return bad('signIn', toFailure(error))
    }
  }

  return {
    async examine({ folder, signIn }) {
      const account = session.state().account
      const [there, place] = await Promise.all([
        wayThere(account?.baseUrl ?? settings.get().site),
        placeToSave(folder),
      ])
      const broken = there.find(({ failure }) => failure !== null)
      const sign = broken === undefined ? await signedIn(signIn) : untested('signIn', broken.check)
      return [...there, sign, ...place]
    },
  }
}

async function placeToSave(folder: string | null): Promise<Finding[]> {
  if (folder === null) return [bad('folder', new AppError('NO_FOLDER').failure), untested('disk', 'folder')]
  const free = await freeBytes(folder)
  const file = join(folder, `.meetkeep-${randomUUID()}`)
  let isDurable: boolean
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      isDurable = await makeDurable(handle, 'sync')
    } finally {
      await handle.close()
      await unlink(file)
    }
  } catch (error) {
    return [bad('folder', toFailure(toDiskError(error, folder))), disk(free, 'folder')]
  }
  return [good('folder', isDurable ? 'writable' : 'not-durable', { path: folder }), disk(free, null)]
}

function disk(free: number | null, broken: Check | null): Finding {
  if (free === null) return broken === null ? good('disk', 'not-said') : untested('disk', broken)
  return free < SPARE_BYTES
    ? bad('disk', new AppError('DISK_FULL', { params: { bytes: free } }).failure)
    : good('disk', 'room', { bytes: free })
}
