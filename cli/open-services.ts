import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { checkedAddress } from '../main/network/address.ts'
import { FLAT_NAME_TEMPLATE } from '../contract/name-template.ts'
import { defaultSettings } from '../contract/settings.ts'
import { limitsFromSettings } from '../main/downloads/limits-from-settings.ts'
import { createRedactedLog } from '../main/log/redacted-log.ts'
import { readCaFile } from '../main/network/ca-file.ts'
import type { TransferLimits } from '../main/interfaces.ts'
import type { ServiceDeps } from '../main/service-deps.ts'
import type { Services } from '../main/services.ts'
import { runTransfersHere } from '../main/run-transfers.ts'
import { createServices } from '../main/services.ts'
import { disksAnswer } from '../main/files/ask-disk.ts'
import { makeFolder, makePrivate, PRIVATE_FOLDER } from '../main/files/make-folder.ts'
import type { WantedCertificate } from '../main/network/trusted-certificates.ts'
import { createEmitter } from '../contract/emitter.ts'
import { waitForDisks } from './end-process.ts'
import type { Environment } from './environment.ts'
import { sessionSecrets } from './session-secrets.ts'
import { safeLines } from './text.ts'
import { readTrustFile } from './trusted-certificates.ts'
import { UsageError, type UsageProblem } from './usage-error.ts'

/** Longest wait at exit for the service to revoke the token. */
const SIGN_OUT_MS = 3000

export interface Opened {
  services: Services
  /** Signs in with the credentials of the environment; repeated calls sign in once. */
  signIn(): Promise<void>
  /** Leaves everything resumable, revokes the token this process created, shuts down. Never throws. */
  close(): Promise<void>
}

/** Opens the app's services for one command. Throws UsageError for an invalid environment. */
export async function openServices(
  environment: Environment,
  {
    usesState,
    limits = {},
    nameTemplate = null,
    isVerbose = false,
    trusted = [],
  }: {
    /** False: the state folder may be missing or read-only. */
    usesState: boolean
    limits?: Partial<TransferLimits>
    nameTemplate?: string | null
    isVerbose?: boolean
    trusted?: readonly WantedCertificate[]
  },
): Promise<Opened> {
  waitForDisks(disksAnswer)
  await checkEnvironment(environment)
  const home = usesState ? await checkedHome(environment) : (environment.home ?? '')
  const ofFile = environment.trustFile === null ? [] : await readTrustFile(environment.trustFile)
  const changes = createEmitter()
  let settings: ReturnType<ServiceDeps['settings']['get']> = {
    ...defaultSettings,
    language: environment.language,
    site: environment.site,
    meetingsUrl: environment.meetingsUrl,
    caFile: environment.caFile,
    // A script that names a folder expects the files in it.
    nameTemplate: nameTemplate ?? FLAT_NAME_TEMPLATE,
    trusted: [],
  }
  const authorization = await environment.meetingsAuthorization()
  const deps: ServiceDeps = {
    home,
    usesState,
    // In memory: it only changes when a certificate of --trust has been seen.
    settings: {
      get: () => settings,
      set: (patch) => {
        settings = { ...settings, ...patch }
        changes.emit()
      },
      onChange: changes.on,
    },
    wantedCertificates: [...ofFile, ...trusted],
    secrets: sessionSecrets(authorization === '' ? {} : { 'meetings-authorization': authorization }),
    log: createRedactedLog(
      (_level, line) => void (isVerbose && process.stderr.write(`${safeLines(line)}\n`)),
    ),
    language: () => environment.language,
    transfers: runTransfersHere,
    limits: () => ({ ...limitsFromSettings(defaultSettings), ...limits }),
    keepsQueue: false,
    systemRoutes: await environment.routes(),
    startDemo: async () => (await import('../demo/service.ts')).startDemo(),
  }
  const services = createServices(deps)
  await services.start()
  let signedIn: Promise<unknown> | null = null
  return {
    services,
    async signIn() {
      signedIn ??= environment
        .credentials()
        .then((credentials) =>
          services.session.signIn({ site: environment.site, credentials, remember: false }),
        )
      await signedIn
    },
    async close() {
      await services.downloads.pause('all').catch(() => {})
      // A pasted token belongs to the user who created it, and stays valid.
      const isOwn = signedIn !== null && services.session.state().account?.kind !== 'token'
      if (isOwn) await within(SIGN_OUT_MS, services.session.signOut())
      await services.close().catch(() => {})
    },
  }
}

async function checkEnvironment({ site, meetingsUrl, caFile }: Environment): Promise<void> {
  if (site !== 'mainland' && site !== 'international') checkAddress(site, 'siteAddress')
  if (meetingsUrl !== '') checkAddress(meetingsUrl, 'meetingsAddress')
  if (caFile !== null) await checkUsable('MEETKEEP_CA_FILE', caFile, () => readCaFile(caFile))
}

async function checkedHome({ home, isHomeNamed }: Environment): Promise<string> {
  if (home === null) throw new UsageError('noHome')
  await checkUsable('MEETKEEP_HOME', home, async () => {
    await makeFolder(home, PRIVATE_FOLDER)
    if (!isHomeNamed) makePrivate(home)
    await access(home, constants.W_OK)
  })
  return home
}

function checkAddress(address: string, problem: UsageProblem): void {
  try {
    checkedAddress(address)
  } catch (cause) {
    throw new UsageError(problem, {}, { cause })
  }
}

async function checkUsable(variable: string, path: string, use: () => Promise<unknown>): Promise<void> {
  try {
    await use()
  } catch (cause) {
    throw new UsageError('unusable', { variable, path }, { cause })
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([work.catch(() => {}), limit])
  clearTimeout(timer)
}
