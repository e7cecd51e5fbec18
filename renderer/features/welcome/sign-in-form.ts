import type { Credentials } from '../../../contract/account.ts'
import type { Failure } from '../../../contract/errors.ts'

/** All values of the form; those of a hidden tab are kept for when the user returns to it. */
export interface SignInForm {
  site: 'mainland' | 'international' | 'custom'
  siteUrl: string
  kind: Credentials['kind']
  appId: string
  appKey: string
  userId: string
  corpId: string
  account: string
  password: string
  accessToken: string
}

export const emptyForm: SignInForm = {
  site: 'mainland',
  siteUrl: '',
  kind: 'appId',
  appId: '',
  appKey: '',
  userId: '',
  corpId: '',
  account: '',
  password: '',
  accessToken: '',
}

/** The form with the remembered settings of a site. */
export function formForSite(site: string): SignInForm {
  if (site === 'mainland' || site === 'international') return { ...emptyForm, site }
  return { ...emptyForm, site: 'custom', siteUrl: site }
}

export type FieldName = keyof Omit<SignInForm, 'site' | 'kind'>
export type Problems = Partial<Record<FieldName, 'required' | 'badUrl'>>

const REQUIRED: Record<Credentials['kind'], FieldName[]> = {
  appId: ['appId', 'appKey'],
  password: ['account', 'password'],
  token: ['accessToken'],
}

/** Validation errors that block submission, by field. */
export function problemsOf(form: SignInForm): Problems {
  const problems: Problems = {}
  for (const name of REQUIRED[form.kind]) if (form[name].trim() === '') problems[name] = 'required'
  if (form.site === 'custom') {
    if (form.siteUrl.trim() === '') problems.siteUrl = 'required'
    else if (!isWebAddress(form.siteUrl.trim())) problems.siteUrl = 'badUrl'
  }
  return problems
}

/** Main validates addresses; this only catches typos before anything is sent. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

export const siteOf = (form: SignInForm): string => (form.site === 'custom' ? form.siteUrl.trim() : form.site)

/** Pasted ids and tokens often include whitespace; a password is used unchanged. */
export function credentialsOf(form: SignInForm): Credentials {
  switch (form.kind) {
    case 'appId': {
      const [userId, corpId] = [form.userId.trim(), form.corpId.trim()]
      return {
        kind: 'appId',
        appId: form.appId.trim(),
        appKey: form.appKey.trim(),
        ...(userId === '' ? {} : { userId }),
        ...(corpId === '' ? {} : { corpId }),
      }
    }
    case 'password':
      return { kind: 'password', account: form.account.trim(), password: form.password }
    case 'token':
      return { kind: 'token', accessToken: form.accessToken.trim() }
  }
}

/** The field a failure belongs to; null if it belongs to none. */
export function fieldOfFailure(failure: Failure, kind: Credentials['kind']): FieldName | null {
  if (failure.code === 'ADDRESS_REFUSED') return 'siteUrl'
  if (failure.code !== 'AUTH_REJECTED') return null
  return { appId: 'appKey', password: 'password', token: 'accessToken' }[kind] as FieldName
}
