import type { ErrorCode, Failure } from '../contract/errors.ts'
import type { SourceCatalogue } from '../i18n/catalogue.ts'
import type { Language } from '../i18n/languages.ts'
import { textOf } from '../i18n/texts.ts'

/** Advice for the terminal, which has no settings page. */
const ADVICE: Readonly<Partial<Record<ErrorCode, keyof SourceCatalogue['terminal']['advice']>>> = {
  OFFLINE: 'site',
  TIMEOUT: 'site',
  PROXY_FAILED: 'proxy',
  CERT_UNTRUSTED: 'certificate',
  CERT_CHANGED: 'certificate',
  FOLDER_MISSING: 'folder',
  PATH_TOO_LONG: 'folder',
  DISK_ERROR: 'folder',
  DISK_FULL: 'folder',
  NO_INODES: 'folder',
  FILE_TOO_LARGE: 'folder',
  NAME_REFUSED: 'folder',
}

/** What to do about a failure in a terminal, beyond its own advice; null when that is enough. */
export function terminalAdvice({ code, params }: Failure, language: Language): string | null {
  const t = textOf(language)
  if (code === 'AUTH_REQUIRED') {
    const variable = params?.['variable']
    return variable === undefined
      ? t('terminal.credentials.missing')
      : t('terminal.credentials.incomplete', { variable: String(variable) })
  }
  const advice = ADVICE[code]
  return advice === undefined ? null : t(`terminal.advice.${advice}`)
}
