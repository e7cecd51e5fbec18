import { useText } from '../i18n/text.ts'
import { DateRangeField } from './date-range-field.tsx'
import type { DayRange } from '../model/period.ts'
import { SelectField } from './select-field.tsx'
import { daysOfPreset, type Period, PRESETS } from '../model/period.ts'

/** A preset period, or custom days; either updates the other. */
export function PeriodFields(props: {
  period: Period
  days: DayRange
  onChange: (patch: { period: Period; days?: DayRange }) => void
}) {
  const { period, days, onChange } = props
  const t = useText()
  return (
    <>
      <SelectField
        isLabelHidden
        label={t('recordings.presets.label')}
        value={period}
        onChange={(chosen: Period) =>
          onChange(
            chosen === 'custom'
              ? { period: chosen }
              : { period: chosen, days: daysOfPreset(chosen, new Date()) },
          )
        }
        options={[...PRESETS, 'custom' as const].map((value) => ({
          value,
          label: t(`recordings.presets.${value}`),
        }))}
      />
      <DateRangeField value={days} onChange={(own) => onChange({ period: 'custom', days: own })} />
    </>
  )
}
