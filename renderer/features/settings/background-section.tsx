import { useQuery, useQueryClient } from '@tanstack/react-query'
import { toFailure } from '../../../contract/errors.ts'
import { ON_CLOSE } from '../../../contract/settings-bounds.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { useChangeSettings } from '../../model/use-setting.ts'
import { isMac } from '../../platform.ts'
import { queryKeys } from '../../queries.ts'
import { useSettings } from '../../state/server-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Switch } from '../../ui/choices.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** How the app works without its window. */
export function BackgroundSection() {
  const t = useText()
  const settings = useSettings()
  const change = useChangeSettings()
  return (
    <Section title={t('settings.background.title')}>
      <StartAtLogin />
      {/* On macOS closing the window never quits. */}
      {isMac ? null : (
        <Setting label={t('settings.background.onClose')} hint={t('settings.background.onCloseHint')}>
          <Segments
            label={t('settings.background.onClose')}
            value={settings.onClose}
            onChange={(onClose) => change({ onClose })}
            options={ON_CLOSE.map((value) => ({
              value,
              label: t(`settings.background.onCloseValues.${value}`),
            }))}
          />
        </Setting>
      )}
    </Section>
  )
}

/** Shows what the system says: it may refuse, and its own settings may have changed since. */
function StartAtLogin() {
  const t = useText()
  const queries = useQueryClient()
  const report = useErrorToast()
  const query = useQuery({
    queryKey: queryKeys.loginItem,
    queryFn: () => call('loginItem.get'),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
  const state = query.data ?? 'off'
  const set = async (isOn: boolean) =>
    queries.setQueryData(queryKeys.loginItem, await call('loginItem.set', { isOn }))
  return (
    <>
      {query.isError ? (
        <div className={styles['notice']}>
          <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      <Setting
        label={t('settings.background.atLogin')}
        hint={
          <>
            <p>{t('settings.background.atLoginHint')}</p>
            {state === 'on' || state === 'off' ? null : (
              <p role="status">{t(`settings.background.loginItem.${state}`)}</p>
            )}
          </>
        }
      >
        <Switch
          isLabelHidden
          label={t('settings.background.atLogin')}
          isChecked={state === 'on'}
          isDisabled={state === 'unavailable'}
          onChange={(isOn) => report(set(isOn))}
        />
      </Setting>
    </>
  )
}
