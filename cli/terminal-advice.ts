import type { ErrorCode, Failure } from '../contract/errors.ts'
import type { Language } from './environment.ts'

type Both = Readonly<Record<Language, string>>

const FOLDER: Both = {
  'en-US': 'Here another folder is named with --to DIR.',
  'zh-CN': '在终端中用 --to DIR 指定其他文件夹。',
}
const SITE: Both = {
  'en-US': 'Here MEETKEEP_SITE says which site it is, and HTTPS_PROXY which proxy leads there.',
  'zh-CN': '在终端中由 MEETKEEP_SITE 指定站点，由 HTTPS_PROXY 指定代理。',
}
const CERTIFICATE: Both = {
  'en-US': 'Here MEETKEEP_CA_FILE names the PEM file of the authority that issued it.',
  'zh-CN': '在终端中用 MEETKEEP_CA_FILE 指定签发机构的 PEM 文件。',
}

/** What the advice for the window leaves open here, where there are no settings to open. */
const ADVICE: Readonly<Partial<Record<ErrorCode, Both>>> = {
  OFFLINE: SITE,
  TIMEOUT: SITE,
  PROXY_FAILED: {
    'en-US': 'Here HTTPS_PROXY says which proxy it is.',
    'zh-CN': '在终端中由 HTTPS_PROXY 指定代理。',
  },
  CERT_UNTRUSTED: CERTIFICATE,
  CERT_CHANGED: CERTIFICATE,
  FOLDER_MISSING: FOLDER,
  PATH_TOO_LONG: FOLDER,
  DISK_ERROR: FOLDER,
  DISK_FULL: FOLDER,
}

/** What to do about a failure in a terminal, beyond its own advice; null when that says it all. */
export function terminalAdvice({ code, detail }: Failure, language: Language): string | null {
  // Names the variables that are not set.
  if (code === 'AUTH_REQUIRED' && detail !== undefined) return detail
  return ADVICE[code]?.[language] ?? null
}
