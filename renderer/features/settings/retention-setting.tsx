import { NumberField } from '@base-ui/react/number-field'
import { RETENTION_DAYS } from '../../../contract/settings-bounds.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useChangeSettings } from '../../model/use-setting.ts'
import { useSettings } from '../../state/server-state.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** For how long the enterprise keeps recordings in the cloud: typed once, as the service does not tell. */
export function RetentionSetting() {
  const t = useText()
  const language = useLanguage()
  const { retentionDays } = useSettings()
  const change = useChangeSettings()
  return (
    <Setting label={t('settings.retention.label')} hint={t('settings.retention.hint')}>
      <NumberField.Root
        locale={language}
        value={retentionDays}
        {...RETENTION_DAYS}
        format={{ maximumFractionDigits: 0, useGrouping: false }}
        onValueCommitted={(days) => change({ retentionDays: days === null ? null : Math.round(days) })}
      >
        <NumberField.Input
          aria-label={t('settings.retention.days')}
          placeholder={t('settings.retention.unknown')}
          className={styles['amount']}
          onKeyDown={(event) => {
            // The value is committed on blur: Enter blurs the field.
            if (event.key === 'Enter') event.currentTarget.blur()
          }}
        />
      </NumberField.Root>
      <span aria-hidden="true">{t('settings.retention.unit')}</span>
    </Setting>
  )
}
