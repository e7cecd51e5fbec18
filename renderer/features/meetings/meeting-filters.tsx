import { useText } from '../../i18n/text.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { PeriodFields } from '../../ui/period-fields.tsx'
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
  return (
    <>
      <PeriodFields period={filters.period} days={filters.days} onChange={onChange} />
      <SearchField
        label={t('meetings.search')}
        value={filters.search}
        onChange={(search) => onChange({ search })}
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
