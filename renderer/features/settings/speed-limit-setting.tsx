import { NumberField } from '@base-ui/react/number-field'
import { useState } from 'react'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { amountOf, bytesOf, FASTEST, SLOWEST, type SpeedUnit, unitOf } from './speed-limit.ts'
import { useChangeSettings } from '../../model/use-setting.ts'

/** The initial value when a limit is switched on. */
const FIRST_LIMIT = bytesOf(5, 'MB')

/** The bandwidth limit of all downloads together. */
export function SpeedLimitSetting() {
  const t = useText()
  const language = useLanguage()
  const { bytesPerSecond } = useSettings()
  const change = useChangeSettings()
  const [chosen, setChosen] = useState<SpeedUnit | null>(null)
  const unit = bytesPerSecond === null ? 'none' : (chosen ?? unitOf(bytesPerSecond))
  return (
    <Setting label={t('settings.speed.label')} hint={t('settings.speed.hint')}>
      {bytesPerSecond === null || unit === 'none' ? null : (
        <NumberField.Root
          locale={language}
          format={{ maximumFractionDigits: 1 }}
          value={amountOf(bytesPerSecond, unit)}
          min={SLOWEST[unit]}
          max={FASTEST[unit]}
          onValueCommitted={(amount) => {
            if (amount !== null) change({ bytesPerSecond: bytesOf(amount, unit) })
          }}
        >
          <NumberField.Input
            aria-label={t('settings.speed.amount')}
            className={styles['amount']}
            onKeyDown={(event) => {
              // The value is committed on blur: Enter blurs the field.
              if (event.key === 'Enter') event.currentTarget.blur()
            }}
          />
        </NumberField.Root>
      )}
      <SelectField
        isLabelHidden
        label={t('settings.speed.label')}
        value={unit}
        onChange={(next) => {
          setChosen(next === 'none' ? null : next)
          if (next === 'none') change({ bytesPerSecond: null })
          else if (bytesPerSecond === null) change({ bytesPerSecond: FIRST_LIMIT })
        }}
        options={[
          { value: 'none', label: t('settings.speed.none') },
          { value: 'KB', label: t('settings.speed.kilobytes') },
          { value: 'MB', label: t('settings.speed.megabytes') },
        ]}
      />
    </Setting>
  )
}
