import { Search, X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { DateRangeField } from '../../ui/date-range-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Filters } from './filters.ts'
import { daysOfPreset, type Period, PRESETS } from './period.ts'
import styles from './recordings-page.module.css'
import { STATE_FILTERS } from './recording-state.ts'

export function RecordingFilters({
  filters,
  onChange,
}: {
  filters: Filters
  onChange: (patch: Partial<Filters>) => void
}) {
  const t = useText()
  const choosePeriod = (period: Period) =>
    onChange(period === 'custom' ? { period } : { period, days: daysOfPreset(period, new Date()) })
  return (
    <>
      <SelectField
        isLabelHidden
        label={t('recordings.presets.label')}
        value={filters.period}
        onChange={choosePeriod}
        options={[...PRESETS, 'custom' as const].map((value) => ({
          value,
          label: t(`recordings.presets.${value}`),
        }))}
      />
      <DateRangeField value={filters.days} onChange={(days) => onChange({ period: 'custom', days })} />
      <SelectField
        isLabelHidden
        label={t('recordings.filter.label')}
        value={filters.state}
        onChange={(state) => onChange({ state })}
        options={STATE_FILTERS.map((value) => ({ value, label: t(`recordings.filter.${value}`) }))}
      />
      <TextField
        isLabelHidden
        label={t('recordings.search')}
        placeholder={t('recordings.search')}
        maxLength={200}
        value={filters.search}
        onChange={(search) => onChange({ search })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && filters.search !== '') onChange({ search: '' })
        }}
        lead={<Search aria-hidden="true" />}
        action={
          filters.search === '' ? undefined : (
            <IconButton
              size="small"
              label={t('common.actions.clear')}
              icon={<X aria-hidden="true" />}
              onClick={() => onChange({ search: '' })}
            />
          )
        }
        className={styles['search']}
      />
    </>
  )
}
