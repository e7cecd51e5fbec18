import { useText } from '../../i18n/text.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import type { Filters } from './filters.ts'
import { PeriodFields } from '../../ui/period-fields.tsx'
import styles from './recordings-page.module.css'
import { STATE_FILTERS } from '../../model/recording-state.ts'
import { useSettings } from '../../state/server-state.ts'

export function RecordingFilters({
  filters,
  onChange,
}: {
  filters: Filters
  onChange: (patch: Partial<Filters>) => void
}) {
  const t = useText()
  const { retentionDays } = useSettings()
  const states = STATE_FILTERS.filter((value) => value !== 'leavesSoon' || retentionDays !== null)
  return (
    <>
      <PeriodFields period={filters.period} days={filters.days} onChange={onChange} />
      <SelectField
        isLabelHidden
        label={t('recordings.filter.label')}
        value={filters.state}
        onChange={(state) => onChange({ state })}
        options={states.map((value) => ({ value, label: t(`recordings.filter.${value}`) }))}
      />
      <SearchField
        label={t('recordings.search')}
        value={filters.search}
        onChange={(search) => onChange({ search })}
        className={styles['search']}
      />
    </>
  )
}
