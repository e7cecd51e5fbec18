import { useQuery } from '@tanstack/react-query'
import { call } from '../../bridge.ts'
import { runCommand } from '../../command-bus.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys, useKeychain } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Setting } from './setting.tsx'

/** The app's version and its runtime. */
export function AboutSection() {
  const t = useText()
  const { data: info } = useQuery({
    queryKey: queryKeys.appInfo,
    queryFn: () => call('app.info'),
    staleTime: Infinity,
  })
  const { data: keychain } = useKeychain()
  if (info === undefined) return null
  return (
    <Section title={t('settings.about.title')}>
      <Setting label={t('common.appName')} hint={`${t('settings.about.version')} ${info.version}`} />
      <Setting
        label={t('settings.about.runtime')}
        hint={
          info.isStandIn
            ? t('settings.about.standIn')
            : `${t('settings.about.electron', { version: info.electronVersion })} · ${info.platform}`
        }
      />
      {keychain !== undefined && (
        <Setting
          label={t('settings.about.keychain')}
          hint={
            keychain === 'system' ? t('settings.about.keychainSystem') : t('settings.about.keychainSession')
          }
        />
      )}
      <Setting label={t('settings.about.licenses')} hint={t('settings.about.licensesHint')}>
        <Button onClick={() => runCommand('app.licenses')}>{t('settings.about.showLicenses')}</Button>
      </Setting>
    </Section>
  )
}
