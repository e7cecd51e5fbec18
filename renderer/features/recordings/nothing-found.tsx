import { CalendarSearch } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Filters } from './filters.ts'
import { spansOf } from './months.ts'
import { daysOfPreset, widerPreset } from '../../model/period.ts'

/** Shows the current filters and suggests how to find more. */
export function NothingFound({
  filters,
  onChange,
  now,
}: {
  filters: Filters
  onChange: (patch: Partial<Filters>) => void
  /** In ms. */
  now: number
}) {
  const t = useText()
  const format = useFormat()
  const isAdmin = useAccount()?.isAdmin
  const days = spansOf(filters.days).find(({ key }) => key === filters.span)?.days ?? filters.days
  const [from, to] = [format.date(`${days.from}T00:00`), format.date(`${days.to}T00:00`)]
  const search = filters.search.trim()
  const wider = widerPreset(filters.days, new Date(now))
  return (
    <EmptyState
      icon={<CalendarSearch />}
      title={t('recordings.empty.title')}
      actions={
        <>
          {search === '' ? null : (
            <Button onClick={() => onChange({ search: '' })}>{t('recordings.empty.tryClear')}</Button>
          )}
          {filters.state === 'any' ? null : (
            <Button onClick={() => onChange({ state: 'any' })}>{t('recordings.empty.tryAnyState')}</Button>
          )}
          {filters.span === null ? null : (
            <Button onClick={() => onChange({ span: null })}>{t('recordings.empty.tryPeriod')}</Button>
          )}
          {filters.span !== null || wider === null ? null : (
            <Button onClick={() => onChange({ period: wider, days: daysOfPreset(wider, new Date(now)) })}>
              {t('recordings.empty.tryWider', { period: t(`recordings.presets.${wider}`) })}
            </Button>
          )}
          {filters.allUsers || isAdmin === false ? null : (
            <Button onClick={() => onChange({ allUsers: true })}>{t('recordings.empty.tryAll')}</Button>
          )}
        </>
      }
    >
      <p>
        {search === ''
          ? t('recordings.empty.searched', { from, to })
          : t('recordings.empty.searchedFor', { search, from, to })}
      </p>
      {filters.state === 'any' ? null : (
        <p>{t('recordings.empty.state', { state: t(`recordings.filter.${filters.state}`) })}</p>
      )}
      {isAdmin === false ? (
        <p>{t('recordings.empty.ownOnly')}</p>
      ) : filters.allUsers ? null : (
        <p>{t('recordings.empty.own')}</p>
      )}
    </EmptyState>
  )
}
