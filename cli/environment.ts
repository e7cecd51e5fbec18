import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Credentials } from '../contract/account.ts'
import { AppError } from '../contract/errors.ts'
import { type Language, resolveLanguage } from '../i18n/languages.ts'
import type { ProxyRoute } from '../main/network/proxy.ts'
import { withHome } from './home-path.ts'
import { UsageError } from './usage-error.ts'

/** Configuration from environment variables; see docs and `meetkeep --help`. */
export interface Environment {
  site: string
  /**
   * Rejects with AUTH_REQUIRED when credentials are missing or incomplete; then `variable` is the one that is not set.
   * Rejects with UsageError for a file of a secret that cannot be used.
   */
  credentials(): Promise<Credentials>
  hasCredentials: boolean
  meetingsUrl: string
  /** '' if not set. Rejects with UsageError for a file that cannot be used. */
  meetingsAuthorization(): Promise<string>
  /** Password of the event subscription; the same. */
  eventsKey(): Promise<string>
  /** Absolute path of the state folder; null where the user has no home folder and MEETKEEP_HOME is not set. */
  home: string | null
  /** True: the user named the folder in MEETKEEP_HOME, and its mode is the user's. */
  isHomeNamed: boolean
  caFile: string | null
  /** A file of certificates to trust, one a line. */
  trustFile: string | null
  /** Resolves proxy routes to a server; rejects with UsageError when the environment has an invalid proxy. */
  routes(): Promise<(origin: string) => Promise<ProxyRoute[]>>
  language: Language
}

/** Who signs in, and what proves it; a secret may be in a file, named by the variable with _FILE. */
const NAMES = ['MEETKEEP_APP_ID', 'MEETKEEP_ACCOUNT']
const SECRETS = ['MEETKEEP_ACCESS_TOKEN', 'MEETKEEP_APP_KEY', 'MEETKEEP_PASSWORD']

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  // An empty variable counts as unset: CI systems set missing secrets to nothing.
  const value = (name: string): string => env[name]?.trim() ?? ''
  const secret = async (name: string): Promise<string> => {
    // White space may belong to a password.
    const direct = value(name) === '' ? '' : name === 'MEETKEEP_PASSWORD' ? (env[name] ?? '') : value(name)
    const path = withHome(value(`${name}_FILE`))
    if (path === '') return direct
    if (direct !== '') throw new UsageError('secretTwice', { variable: name })
    const { readSecretFile } = await import('./secret-files.ts')
    return await readSecretFile(`${name}_FILE`, path)
  }
  return {
    site: value('MEETKEEP_SITE') || 'mainland',
    credentials: () => credentialsOf(value, secret),
    hasCredentials:
      NAMES.some((name) => value(name) !== '') ||
      SECRETS.some((name) => value(name) !== '' || value(`${name}_FILE`) !== ''),
    meetingsUrl: value('MEETKEEP_MEETINGS_URL'),
    eventsKey: () => secret('MEETKEEP_EVENTS_KEY'),
    meetingsAuthorization: () => secret('MEETKEEP_MEETINGS_AUTHORIZATION'),
    home: homeOf(value('MEETKEEP_HOME')),
    isHomeNamed: value('MEETKEEP_HOME') !== '',
    caFile: withHome(value('MEETKEEP_CA_FILE')) || null,
    trustFile: withHome(value('MEETKEEP_TRUST_FILE')) || null,
    routes: async () => (await import('./environment-routes.ts')).environmentRoutes(env),
    language: resolveLanguage('system', localeOf(value('LC_ALL') || value('LC_MESSAGES') || value('LANG'))),
  }
}

/** Without HOME and without an entry in the user database, as in some containers, there is no home folder. */
function homeOf(named: string): string | null {
  if (named !== '') return resolve(withHome(named))
  try {
    return join(homedir(), '.meetkeep')
  } catch {
    return null
  }
}

/** A token takes precedence over an App ID, and that over an account: the narrower right first. */
async function credentialsOf(
  value: (name: string) => string,
  secret: (name: string) => Promise<string>,
): Promise<Credentials> {
  const accessToken = await secret('MEETKEEP_ACCESS_TOKEN')
  if (accessToken !== '') return { kind: 'token', accessToken }
  const appId = value('MEETKEEP_APP_ID')
  const appKey = await secret('MEETKEEP_APP_KEY')
  if (appId !== '' || appKey !== '') {
    if (appId === '') throw missing('MEETKEEP_APP_ID')
    if (appKey === '') throw missing('MEETKEEP_APP_KEY')
    const userId = value('MEETKEEP_USER_ID')
    const corpId = value('MEETKEEP_CORP_ID')
    return { kind: 'appId', appId, appKey, ...(userId && { userId }), ...(corpId && { corpId }) }
  }
  const account = value('MEETKEEP_ACCOUNT')
  const password = await secret('MEETKEEP_PASSWORD')
  if (account !== '' && password !== '') return { kind: 'password', account, password }
  if (account !== '') throw missing('MEETKEEP_PASSWORD')
  if (password !== '') throw missing('MEETKEEP_ACCOUNT')
  throw new AppError('AUTH_REQUIRED')
}

function missing(variable: string): AppError {
  return new AppError('AUTH_REQUIRED', { params: { variable } })
}

/** Converts `zh_CN.UTF-8` and `de_DE@euro` to BCP 47. */
function localeOf(posix: string): string {
  return posix.replace(/[.@].*$/, '').replaceAll('_', '-')
}
