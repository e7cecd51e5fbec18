import { z } from 'zod'
import { credentialsSchema } from '../../contract/account.ts'
import { toFailure } from '../../contract/errors.ts'
import { limitConcurrency } from '../limit-concurrency.ts'
import type { Log, SecretStore } from '../interfaces.ts'
import { tokensSchema } from './token-answer.ts'

/** What is remembered if the user wants it and the system has a keychain. Never an account's password. */
const rememberedSchema = z.object({
  version: z.literal(1),
  account: z.object({
    site: z.string(),
    baseUrl: z.string(),
    kind: z.enum(['appId', 'password', 'token']),
    name: z.string(),
    userId: z.string(),
    isAdmin: z.boolean().nullable(),
    enterpriseId: z.string().max(200).optional(),
  }),
  credentials: credentialsSchema.nullable(),
  tokens: tokensSchema,
})
export type RememberedSession = z.infer<typeof rememberedSchema>

export interface SessionMemory {
  /** null: nothing stored, or nothing readable. */
  read(): Promise<RememberedSession | null>
  /** false: the keychain refused. `isWanted` is called when the queued write starts. */
  write(session: RememberedSession, isWanted: () => boolean): Promise<boolean>
  forget(): Promise<void>
}

/**
 * The session in the secret store. Operations run one after another, so that a pending write never lands
 * after a sign-out. If the keychain fails, the session is only not remembered: nothing here throws.
 */
export function sessionMemory({ secrets, log }: { secrets: SecretStore; log: Log }): SessionMemory {
  const oneAtATime = limitConcurrency(1)
  const inTurn = <T>(step: () => Promise<T>, otherwise: T): Promise<T> =>
    oneAtATime(step).catch((error: unknown) => {
      log.warn('session: the keychain failed', { code: toFailure(error).code })
      return otherwise
    })

  return {
    read: () =>
      inTurn(async () => {
        const text = await secrets.read('session')
        return text === null ? null : rememberedSchema.parse(JSON.parse(text))
      }, null),
    write: (session, isWanted) =>
      inTurn(async () => {
        if (!isWanted()) return false
        await secrets.write('session', JSON.stringify(session))
        return true
      }, false),
    forget: () => inTurn(() => secrets.remove('session'), undefined),
  }
}
