import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Credentials } from '../contract/account.ts'
import { AppError } from '../contract/errors.ts'
import { type Language, resolveLanguage } from '../i18n/languages.ts'
import type { ProxyRoute } from '../main/network/proxy.ts'
import { withHome } from './home-path.ts'

/** Configuration from environment variables; see docs and `meetkeep --help`. */
export interface Environment {
  site: string
  /** Throws AUTH_REQUIRED when credentials are missing or incomplete; then `variable` is the one that is not set. */
  credentials(): Credentials
  hasCredentials: boolean
  meetingsUrl: string
  meetingsAuthorization: string
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

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  // An empty variable counts as unset: CI systems set missing secrets to nothing.
  const value = (name: string): string => env[name]?.trim() ?? ''
  const kinds = [
    'MEETKEEP_ACCESS_TOKEN',
    'MEETKEEP_APP_ID',
    'MEETKEEP_APP_KEY',
    'MEETKEEP_ACCOUNT',
    'MEETKEEP_PASSWORD',
  ]
  return {
    site: value('MEETKEEP_SITE') || 'mainland',
    credentials: () =>
      credentialsOf((name) => (name === 'MEETKEEP_PASSWORD' ? (env[name] ?? '') : value(name))),
    hasCredentials: kinds.some((name) => value(name) !== ''),
    meetingsUrl: value('MEETKEEP_MEETINGS_URL'),
    meetingsAuthorization: value('MEETKEEP_MEETINGS_AUTHORIZATION'),
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
function credentialsOf(value: (name: string) => string): Credentials {
  const accessToken = value('MEETKEEP_ACCESS_TOKEN')
  if (accessToken !== '') return { kind: 'token', accessToken }
  const appId = value('MEETKEEP_APP_ID')
  const appKey = value('MEETKEEP_APP_KEY')
  if (appId !== '' || appKey !== '') {
    if (appId === '') throw missing('MEETKEEP_APP_ID')
    if (appKey === '') throw missing('MEETKEEP_APP_KEY')
    const userId = value('MEETKEEP_USER_ID')
    const corpId = value('MEETKEEP_CORP_ID')
    return { kind: 'appId', appId, appKey, ...(userId && { userId }), ...(corpId && { corpId }) }
  }
  const account = value('MEETKEEP_ACCOUNT')
  const password = value('MEETKEEP_PASSWORD')
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
