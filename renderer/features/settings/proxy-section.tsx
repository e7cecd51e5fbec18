import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import {
  MAX_PROXY_CREDENTIAL_LENGTH,
  MAX_PROXY_URL_LENGTH,
  type ProxySettings,
  type ProxyUrlProblem,
  proxyUrlProblem,
} from '../../../contract/proxy.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery, useSettings } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../state/toasts.ts'
import { useAction } from '../../state/use-action.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { WriteOnlySetting } from './write-only-setting.tsx'

/** How servers are reached. A manual proxy is used as soon as its address is saved. */
export function ProxySection() {
  const t = useText()
  const { proxy } = useSettings()
  const [wantsManual, setWantsManual] = useState(false)
  const queries = useQueryClient()
  const mode = wantsManual ? 'manual' : proxy.mode
  const save = useAction(async (next: ProxySettings) => {
    settingsQuery.replace(await call('settings.set', { proxy: next }))
    setWantsManual(false)
    await queries.invalidateQueries()
  })
  return (
    <Section title={t('settings.proxy.title')}>
      <Setting label={t('settings.proxy.mode')} hint={t(`settings.proxy.hints.${mode}`)}>
        <Segments
          label={t('settings.proxy.mode')}
          value={mode}
          onChange={(next) => {
            setWantsManual(next === 'manual')
            if (next !== 'manual' || proxyUrlProblem(proxy.url) === null)
              void save.run({ ...proxy, mode: next })
          }}
          options={[
            { value: 'system', label: t('settings.proxy.system') },
            { value: 'manual', label: t('settings.proxy.manual') },
            { value: 'none', label: t('settings.proxy.none') },
          ]}
        />
      </Setting>
      {save.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={save.failure} />
        </div>
      )}
      {mode === 'manual' ? (
        <>
          <ManualProxy key={`${proxy.url} ${proxy.username}`} proxy={proxy} save={save} />
          <ProxyPassword />
        </>
      ) : null}
    </Section>
  )
}

function ManualProxy({
  proxy,
  save,
}: {
  proxy: ProxySettings
  save: { run: (next: ProxySettings) => Promise<unknown>; isBusy: boolean }
}) {
  const t = useText()
  const [url, setUrl] = useState(proxy.url)
  const [username, setUsername] = useState(proxy.username)
  const [problem, setProblem] = useState<ProxyUrlProblem | null>(null)
  const isSaved = proxy.mode === 'manual' && url.trim() === proxy.url && username.trim() === proxy.username
  return (
    <Setting label={t('settings.proxy.server')} hint={t('settings.proxy.serverHint')}>
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          const found = proxyUrlProblem(url)
          setProblem(found)
          if (found === null) void save.run({ mode: 'manual', url: url.trim(), username: username.trim() })
        }}
      >
        <div className={styles['fields']}>
          <TextField
            label={t('settings.proxy.url')}
            maxLength={MAX_PROXY_URL_LENGTH}
            placeholder="http://proxy.example.com:8080"
            value={url}
            onChange={(typed) => {
              setUrl(typed)
              setProblem(null)
            }}
            error={problem === null ? undefined : t(`settings.proxy.problems.${problem}`)}
          />
          <TextField
            label={t('settings.proxy.username')}
            aside={t('settings.proxy.optional')}
            maxLength={MAX_PROXY_CREDENTIAL_LENGTH}
            value={username}
            onChange={setUsername}
          />
        </div>
        <Button type="submit" isBusy={save.isBusy} disabled={isSaved}>
          {t('common.actions.save')}
        </Button>
      </form>
    </Setting>
  )
}

/** Write-only: main never returns it, and drops it with the address or user name it belongs to. */
function ProxyPassword() {
  const t = useText()
  const queries = useQueryClient()
  const { proxy } = useSettings()
  const query = useQuery({
    queryKey: queryKeys.proxyPassword,
    queryFn: () => call('settings.hasProxyPassword'),
  })
  const isSet = query.data?.isSet === true
  return (
    <WriteOnlySetting
      texts={{
        label: t('settings.proxy.password'),
        hint: isSet ? t('settings.proxy.passwordSet') : t('settings.proxy.passwordNone'),
        set: t('settings.proxy.setPassword'),
        remove: t('settings.proxy.removePassword'),
      }}
      isSet={isSet}
      maxLength={MAX_PROXY_CREDENTIAL_LENGTH}
      isDisabled={proxy.mode !== 'manual'}
      onSet={async (value) => {
        await call('settings.setProxyPassword', { value })
        await queries.invalidateQueries()
        showToast({ kind: 'good', title: t('settings.proxy.saved') })
      }}
    />
  )
}
