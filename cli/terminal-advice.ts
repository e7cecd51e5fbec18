import type { Failure } from '../contract/errors.ts'
import type { Language } from '../i18n/languages.ts'
import type { ErrorTextKey } from '../i18n/specific-errors.ts'
import { type TextKey, textOf } from '../i18n/texts.ts'

/**
 * Advice for a reader in a terminal, by the text it replaces: the window's own mentions its settings and buttons, a
 * terminal has variables and options.
 */
export const TERMINAL_ADVICE: Readonly<Partial<Record<ErrorTextKey, TextKey>>> = {
  'errors.NOT_FOUND': 'terminal.advice.notFound',
  'errors.BAD_ANSWER': 'terminal.advice.site',
  'errors.LIST_INCOMPLETE': 'terminal.advice.listIncomplete',
  'errors.OFFLINE': 'terminal.advice.site',
  'errors.TIMEOUT': 'terminal.advice.site',
  'specificErrors.AUTH_REJECTED.otherSite': 'terminal.advice.otherSite',
  'specificErrors.NOT_FOUND.notOffered': 'terminal.advice.site',
  'specificErrors.NOT_FOUND.signIn': 'terminal.advice.site',
  'errors.PROXY_FAILED': 'terminal.advice.proxy',
  'specificErrors.PROXY_FAILED.signIn': 'terminal.advice.proxySignIn',
  'specificErrors.PROXY_FAILED.unreachable': 'terminal.advice.proxy',
  'specificErrors.PROXY_FAILED.detailed': 'terminal.advice.proxy',
  'errors.CERT_UNTRUSTED': 'terminal.advice.certificate',
  'specificErrors.CERT_UNTRUSTED.detailed': 'terminal.advice.trust',
  'specificErrors.CERT_UNTRUSTED.incompleteChain': 'terminal.advice.trustIncomplete',
  'specificErrors.CERT_CHANGED.detailed': 'terminal.advice.trustChanged',
  'errors.NO_FOLDER': 'terminal.advice.folder',
  'errors.FOLDER_MISSING': 'terminal.advice.folderMissing',
  'specificErrors.FOLDER_MISSING.notAFolder': 'terminal.advice.folder',
  'errors.PATH_TOO_LONG': 'terminal.advice.folderShorter',
  'errors.DISK_FULL': 'terminal.advice.diskFull',
  'specificErrors.AUTH_REJECTED.meetings': 'terminal.advice.meetingsAuthorization',
  'specificErrors.NOT_FOUND.meetings': 'terminal.advice.meetingsAddress',
  'specificErrors.BAD_REQUEST.meetings': 'terminal.advice.meetingsAddress',
  'specificErrors.BAD_ANSWER.meetings': 'terminal.advice.meetingsAddress',
  'specificErrors.ADDRESS_REFUSED.unset': 'terminal.advice.meetingsAddress',
  'specificErrors.BAD_INPUT.caFile': 'terminal.advice.caFile',
  'errors.NO_INODES': 'terminal.advice.folder',
  'errors.FILE_TOO_LARGE': 'terminal.advice.folder',
  'errors.NAME_REFUSED': 'terminal.advice.folder',
}

/** Which variables a sign-in needs; null for any other failure. */
export function credentialsAdvice({ code, params }: Failure, language: Language): string | null {
  if (code !== 'AUTH_REQUIRED') return null
  const t = textOf(language)
  const variable = params?.['variable']
  return variable === undefined
    ? t('terminal.credentials.missing')
    : t('terminal.credentials.incomplete', { variable: String(variable) })
}
