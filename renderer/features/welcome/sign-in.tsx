import { Tabs } from '@base-ui/react/tabs'
import { type FormEvent, useState } from 'react'
import type { Credentials } from '../../../contract/account.ts'
import type { Failure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { accountQuery, useSettings } from '../../state/server-state.ts'
import { goTo, usePlace } from '../../navigation.ts'
import { useKeychain } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAction } from '../../state/use-action.ts'
import { SecretField } from './secret-field.tsx'
import {
  credentialsOf,
  type FieldName,
  fieldOfFailure,
  formForSite,
  problemsOf,
  type SignInForm,
  siteOf,
} from './sign-in-form.ts'
import styles from './sign-in.module.css'

const KINDS: Credentials['kind'][] = ['appId', 'password', 'token']

export function SignIn() {
  const t = useText()
  const settings = useSettings()
  const { data: keychain } = useKeychain()
  const isSessionOnly = keychain === 'session'

  const [typed, setTyped] = useState<Partial<SignInForm>>({})
  const [remember, setRemember] = useState(true)
  const [isTried, setIsTried] = useState(false)
  // To save minutes: a person in a meeting room has an account, and needs no folder.
  const isForMinutes = usePlace() === 'minutes'
  const form = {
    ...formForSite(settings.site),
    ...(isForMinutes ? { kind: 'password' as const } : {}),
    ...typed,
  }
  const problems = isTried ? problemsOf(form) : {}

  const signIn = useAction(async () => {
    const state = await call('account.signIn', {
      site: siteOf(form),
      credentials: credentialsOf(form),
      remember,
    })
    if (isForMinutes) goTo('minutes')
    // If a folder is set, the remaining steps were completed before.
    else if (settings.folder === null) goTo('welcome', 'folder')
    else goTo('recordings')
    accountQuery.replace(state)
  })
  const refusedField = signIn.failure === null ? null : fieldOfFailure(signIn.failure, form.kind)
  const isAtField = refusedField !== null && (refusedField !== 'siteUrl' || form.site === 'custom')

  const change = (patch: Partial<SignInForm>) => {
    setTyped({ ...typed, ...patch })
    if (signIn.failure !== null && !signIn.isBusy) signIn.forget()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsTried(true)
    const [wrong] = Object.keys(problemsOf(form))
    if (wrong !== undefined) focusField(event.currentTarget, wrong)
    else if (!signIn.isBusy) void signIn.run()
  }
  const field = (name: FieldName) => {
    const problem = problems[name]
    const refusal = isAtField && refusedField === name ? signIn.failure : null
    return {
      name,
      value: form[name],
      onChange: (value: string) => change({ [name]: value }),
      error:
        problem !== undefined ? (
          t(`welcome.${problem}`)
        ) : refusal !== null ? (
          <Refusal failure={refusal} />
        ) : undefined,
    }
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h2 className={styles['title']}>{t('welcome.title')}</h2>
      <SelectField
        label={t('welcome.site')}
        hint={t('welcome.siteHint')}
        value={form.site}
        onChange={(site) => change({ site })}
        options={[
          { value: 'mainland', label: t('welcome.siteMainland') },
          { value: 'international', label: t('welcome.siteInternational') },
          { value: 'custom', label: t('welcome.siteCustom') },
        ]}
      />
      {form.site === 'custom' ? (
        <TextField
          label={t('welcome.siteUrl')}
          hint={t('welcome.siteUrlHint')}
          type="url"
          {...field('siteUrl')}
        />
      ) : null}
      <Tabs.Root
        value={form.kind}
        onValueChange={(kind: Credentials['kind']) => {
          setIsTried(false)
          change({ kind })
        }}
        className={styles['tabs']}
      >
        <Tabs.List aria-label={t('welcome.how')} className={styles['tabList']}>
          {KINDS.map((kind) => (
            <Tabs.Tab key={kind} value={kind} className={styles['tab']}>
              {t(`welcome.${kind}.tab`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="appId" className={styles['fields']}>
          <p className={styles['about']}>{t('welcome.appId.about')}</p>
          <TextField
            label={t('welcome.appId.appId')}
            hint={t('welcome.appId.appIdHint')}
            {...field('appId')}
          />
          <SecretField
            label={t('welcome.appId.appKey')}
            hint={t('welcome.appId.appKeyHint')}
            {...field('appKey')}
          />
          <div className={styles['pair']}>
            <TextField
              label={t('welcome.appId.userId')}
              aside={t('welcome.optional')}
              hint={t('welcome.appId.userIdHint')}
              {...field('userId')}
            />
            <TextField
              label={t('welcome.appId.corpId')}
              aside={t('welcome.optional')}
              hint={t('welcome.appId.corpIdHint')}
              {...field('corpId')}
            />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="password" className={styles['fields']}>
          <p className={styles['about']}>{t('welcome.password.about')}</p>
          <TextField
            label={t('welcome.password.account')}
            hint={t('welcome.password.accountHint')}
            autoComplete="username"
            {...field('account')}
          />
          <SecretField
            label={t('welcome.password.password')}
            hint={t('welcome.password.passwordHint')}
            {...field('password')}
          />
        </Tabs.Panel>
        <Tabs.Panel value="token" className={styles['fields']}>
          <p className={styles['about']}>{t('welcome.token.about')}</p>
          <SecretField
            label={t('welcome.token.accessToken')}
            hint={t('welcome.token.hint')}
            {...field('accessToken')}
          />
        </Tabs.Panel>
      </Tabs.Root>
      <Switch
        label={t('welcome.remember')}
        hint={
          keychain === undefined
            ? t('welcome.rememberChecking')
            : isSessionOnly
              ? t('welcome.rememberSession')
              : t('welcome.rememberSystem')
        }
        isChecked={remember && !isSessionOnly}
        isDisabled={isSessionOnly}
        onChange={setRemember}
      />
      {signIn.failure === null || isAtField ? null : (
        <div ref={scrollIntoView}>
          <FailureNotice
            failure={signIn.failure}
            onRetry={() => void signIn.run()}
            isRetrying={signIn.isBusy}
          />
        </div>
      )}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" isBusy={signIn.isBusy} className={styles['submit']}>
          {signIn.isBusy ? t('welcome.signingIn') : t('welcome.signIn')}
        </Button>
      </div>
    </form>
  )
}

/** Focuses the first missing field. */
function focusField(form: HTMLFormElement, name: string): void {
  form.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()
}

/** A failure shown at its field. */
function Refusal({ failure }: { failure: Failure }) {
  const t = useText()
  const words = describeFailure(failure, useLanguage())
  return (
    <>
      {words.title}
      <br />
      {words.advice}
      {words.detail === '' ? null : (
        <>
          <br />
          {words.detail}
        </>
      )}
      {failure.requestId === undefined ? null : (
        <>
          <br />
          {t('common.failure.requestId')} {failure.requestId}
        </>
      )}
    </>
  )
}

/** The form may be taller than the window: scrolls the error into view. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
