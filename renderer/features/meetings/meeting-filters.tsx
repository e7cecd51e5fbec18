import { Search, X } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { DateRangeField } from '../../ui/date-range-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { daysOfPreset, type Period, PRESETS } from '../recordings/period.ts'
import styles from './meetings.module.css'
import type { MeetingFilters } from './use-meetings.ts'

export function MeetingFilterFields({
  filters,
  onChange,
  hasSources,
}: {
  filters: MeetingFilters
  onChange: (patch: Partial<MeetingFilters>) => void
  /** There is more than one source to choose from. */
  hasSources: boolean
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
      <TextField
        isLabelHidden
        label={t('meetings.search')}
        type="search"
        placeholder={t('meetings.search')}
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
      {hasSources ? (
        <Segments
          label={t('meetings.sources.label')}
          value={filters.source}
          onChange={(source) => onChange({ source })}
          options={(['all', 'cloud', 'proconf'] as const).map((value) => ({
            value,
            label: t(`meetings.sources.${value}`),
          }))}
        />
      ) : null}
    </>
  )
}
