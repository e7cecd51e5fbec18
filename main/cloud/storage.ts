import { z } from 'zod'
import type { CloudStorage } from '../../contract/cloud-storage.ts'
import { AppError, toFailure } from '../../contract/errors.ts'
import type { Log } from '../interfaces.ts'
import { checkedAnswer, unwrapped } from './answers.ts'
import { shareInFlight } from './in-flight.ts'
import { lenientNumber } from './lenient.ts'
import type { Session } from './session.ts'

const GB = 1024 ** 3
/** An enterprise with more is a number that means something else. */
const MOST_GB = 1024 ** 3
/** The figure changes slowly, and a page that is opened often must not spend the enterprise's calls. */
const ASKED_EVERY_MS = 5 * 60_000

const gigabytes = lenientNumber.transform((value) => (value !== null && value > MOST_GB ? null : value))

/** meeting_21_1504: `usedRecStorage` in GB. */
const usedSchema = z.preprocess(
  (answer) => unwrapped(answer, (inner) => 'usedRecStorage' in inner),
  z.object({ usedRecStorage: gigabytes }),
)
/** meeting_21_0059: bought and used space in GB. */
const boughtSchema = z.preprocess(
  (answer) => unwrapped(answer, (inner) => 'recordCapability' in inner),
  z.object({
    recordCapability: z.object({ sumCount: gigabytes, usedCount: gigabytes }).nullish().catch(null),
  }),
)

/** The space that recordings take in the cloud. */
export interface Storage {
  /**
   * null where the service does not tell: no rights, no such call, an answer without the figure, no connection, no
   * sign-in. Asked at most once in five minutes and sign-in, also after a refusal. Never rejects.
   */
  read(): Promise<CloudStorage | null>
}

/** @param now ms of a monotonic clock */
export function createStorage({
  session,
  log,
  now = () => performance.now(),
}: {
  session: Pick<Session, 'state' | 'baseUrl' | 'call' | 'onChange'>
  log: Log
  now?: () => number
}): Storage {
  const inFlight = shareInFlight<CloudStorage | null>(session)
  let known: { reader: string; at: number; storage: CloudStorage | null } | null = null

  const ask = async <T>(path: string, schema: z.ZodType<T>): Promise<T | null> => {
    try {
      const site = session.baseUrl()
      // Optional: a refusal says nothing about the session, and nothing depends on the answer.
      return checkedAnswer(schema, await session.call({ method: 'GET', path, site, isOptional: true }))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      log.info('cloud: the service does not tell the space of recordings', {
        path,
        code: toFailure(error).code,
      })
      return null
    }
  }

  const load = async (): Promise<CloudStorage | null> => {
    const answer = await ask('/v1/mmc/management/orgRes', usedSchema)
    const bought = (await ask('/v1/usg/dcs/corp/resource', boughtSchema))?.recordCapability
    const used = answer?.usedRecStorage ?? bought?.usedCount ?? null
    if (used === null) return null
    const total = bought?.sumCount ?? 0
    return { usedBytes: Math.round(used * GB), totalBytes: total === 0 ? null : Math.round(total * GB) }
  }

  return {
    read: async () => {
      const { account } = session.state()
      if (account === null || account.isAdmin === false) return null
      const reader = JSON.stringify([account.baseUrl, account.enterpriseId ?? '', account.userId])
      if (known !== null && known.reader === reader && now() - known.at < ASKED_EVERY_MS) return known.storage
      return await inFlight(reader, async () => {
        const storage = await load()
        known = { reader, at: now(), storage }
        return storage
      })
    },
  }
}
