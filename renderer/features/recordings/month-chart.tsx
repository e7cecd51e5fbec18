import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RecordingQuery } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './month-chart.module.css'
import { type ChartSpan, type Tally, tallies } from './months.ts'
import { instantsOfDays } from '../../model/period.ts'
import {
  type Availability,
  AVAILABILITIES,
  availabilityOf,
  matching,
  type StateFilter,
} from '../../model/recording-state.ts'
import type { Recordings } from './use-recordings.ts'

export interface MonthChartProps {
  recordings: Recordings
  query: RecordingQuery
  span: string | null
  state: StateFilter
  onSpan: (key: string | null) => void
  onState: (state: StateFilter) => void
}

/** How much of each month is saved, waiting and unavailable; a click on a bar or a label filters by it. */
export function MonthChart({ recordings, query, span, state, onSpan, onState }: MonthChartProps) {
  const t = useText()
  const format = useFormat()
  const { period, pages, spans, stateOf, leaving } = recordings
  const counts = useSpanCounts(query, spans, !period.isWhole && !period.isPending)

  const bars = useMemo(() => {
    // A bar chosen while the list was incomplete has loaded rows of its own.
    const rows = new Map(period.rows.map((row) => [row.confUUID, row]))
    if (pages !== period) for (const row of pages.rows) rows.set(row.confUUID, row)
    const found = tallies(rows.values(), spans, (row) => availabilityOf(stateOf(row)))
    const soon = tallies(matching(leaving.rows, query.search ?? ''), spans, () => 'waiting')
    return spans.map((one, index) => ({
      ...barOf(one, found.get(one.key), counts?.[index] ?? null),
      leaving: soon.get(one.key)?.waiting ?? 0,
    }))
  }, [period, pages, spans, stateOf, counts, leaving.rows, query.search])

  const highest = Math.max(1, ...bars.map(({ total }) => total))
  const sums = sumsOf(bars)
  const leavingCount = bars.reduce((sum, bar) => sum + bar.leaving, 0)
  return (
    <section className={styles['chart']} aria-label={t('recordings.chart.label')}>
      <ul className={styles['bars']}>
        {bars.map((bar) => (
          <li key={bar.key} className={styles['slot']}>
            <button
              type="button"
              className={styles['bar']}
              aria-pressed={span === bar.key}
              aria-label={wordsOf(bar)}
              title={wordsOf(bar)}
              onClick={() => onSpan(span === bar.key ? null : bar.key)}
            >
              <span className={styles['column']} aria-hidden="true">
                {bar.total === 0 ? <span className={styles['nothing']} /> : null}
                {bar.unread === 0 ? null : <Piece kind="unread" share={bar.unread / highest} />}
                {AVAILABILITIES.toReversed().map((reach) =>
                  bar[reach] === 0 ? null : (
                    <Piece key={reach} kind={reach} share={bar[reach] / highest} isFaint={!isShown(reach)} />
                  ),
                )}
              </span>
              <span className={styles['name']} aria-hidden="true">
                {bar.leaving === 0 ? null : (
                  <span className={classNames(styles['mark'], styles['leaving'])} />
                )}
                {nameOf(bar.key, 'name')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ul className={styles['legend']}>
        {AVAILABILITIES.map((reach) => (
          <li key={reach}>
            <button
              type="button"
              className={styles['word']}
              aria-pressed={state === reach}
              onClick={() => onState(state === reach ? 'any' : reach)}
            >
              <span className={classNames(styles['mark'], styles[reach])} aria-hidden="true" />
              {t(`recordings.chart.${reach}`)}
              <span className={styles['number']}>{format.count(sums[reach])}</span>
            </button>
          </li>
        ))}
        {leavingCount === 0 && state !== 'leavesSoon' ? null : (
          <li>
            <button
              type="button"
              className={styles['word']}
              aria-pressed={state === 'leavesSoon'}
              onClick={() => onState(state === 'leavesSoon' ? 'any' : 'leavesSoon')}
            >
              <span className={classNames(styles['mark'], styles['leaving'])} aria-hidden="true" />
              {t('recordings.chart.leaving')}
              <span className={styles['number']}>{format.count(leavingCount)}</span>
            </button>
          </li>
        )}
        {sums.unread === 0 ? null : (
          <li className={styles['word']}>
            <span className={classNames(styles['mark'], styles['unread'])} aria-hidden="true" />
            {t('recordings.chart.unread')}
            <span className={styles['number']}>{format.count(sums.unread)}</span>
          </li>
        )}
      </ul>
    </section>
  )

  function isShown(reach: Availability): boolean {
    return !AVAILABILITIES.some((one) => one === state) || state === reach
  }

  function nameOf(key: string, as: 'name' | 'withYear'): string {
    return key.includes('-') ? format.month(`${key}-01T00:00`, as) : key
  }

  /** Starts with the visible name, as speech control requires. */
  function wordsOf(bar: Bar & { leaving: number }): string {
    const parts: string[] = AVAILABILITIES.filter((reach) => bar[reach] > 0).map((reach) =>
      t(`recordings.chart.some.${reach}`, { value: format.count(bar[reach]) }),
    )
    if (bar.unread > 0) parts.push(t('recordings.chart.some.unread', { value: format.count(bar.unread) }))
    if (bar.leaving > 0)
      parts.push(t('recordings.chart.some.leaving', { count: bar.leaving, value: format.count(bar.leaving) }))
    return t('recordings.chart.bar', {
      name: nameOf(bar.key, 'withYear'),
      what: parts.length === 0 ? t('recordings.chart.none') : format.list(parts),
    })
  }
}

interface Bar extends Tally {
  key: string
  /** Recordings counted by the service whose rows have not been loaded. */
  unread: number
  total: number
}

function barOf({ key }: ChartSpan, found: Tally | undefined, counted: number | null): Bar {
  const tally = found ?? { saved: 0, waiting: 0, outOfReach: 0 }
  const read = tally.saved + tally.waiting + tally.outOfReach
  const unread = Math.max(0, (counted ?? 0) - read)
  return { key, ...tally, unread, total: read + unread }
}

function sumsOf(bars: Bar[]): Record<Availability | 'unread', number> {
  const sums = { saved: 0, waiting: 0, outOfReach: 0, unread: 0 }
  for (const bar of bars) for (const kind of [...AVAILABILITIES, 'unread'] as const) sums[kind] += bar[kind]
  return sums
}

function Piece({
  kind,
  share,
  isFaint = false,
}: {
  kind: Availability | 'unread'
  share: number
  isFaint?: boolean
}) {
  return (
    <span
      className={classNames(styles['piece'], styles[kind], isFaint && styles['faint'])}
      style={{ height: `${share * 100}%` }}
    />
  )
}

/** The service's count for each bar, where not every row has been loaded; null until it answers. */
function useSpanCounts(
  { from: _, to: __, order: ___, ...query }: RecordingQuery,
  spans: ChartSpan[],
  isWanted: boolean,
): (number | null)[] | null {
  const counts = useQuery({
    queryKey: [...queryKeys.recordingCounts, query, spans],
    queryFn: () => call('recordings.counts', { query, spans: spans.map(({ days }) => instantsOfDays(days)) }),
    enabled: isWanted,
  })
  return isWanted ? (counts.data ?? null) : null
}
